package io.remotegpu.scheduler.hosts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many hosts there are of each status, and GPUs of each health. */
@Component
class HostGauges implements MeterBinder {
    private static final List<String> STATUSES = List.of("online", "offline", "maintenance");

    private static final List<String> HEALTH = List.of("healthy", "degraded", "unhealthy");

    private final HostViews hosts;
    private final GpuViews gpus;

    HostGauges(HostViews hosts, GpuViews gpus) {
        this.hosts = hosts;
        this.gpus = gpus;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        STATUSES.forEach(status -> Gauge.builder("remotegpu.hosts", hosts, views -> views.count(status))
                .description("registered hosts")
                .tag("status", status)
                .register(registry));
        HEALTH.forEach(health -> Gauge.builder("remotegpu.gpus", gpus, views -> views.count(health))
                .description("GPUs of registered hosts")
                .tag("health", health)
                .register(registry));
    }
}
