package io.remotegpu.scheduler.hosts;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/** How many hosts there are of each status. */
@Component
class HostGauges implements MeterBinder {
    private static final List<String> STATUSES = List.of("online", "offline", "maintenance");

    private final HostViews hosts;

    HostGauges(HostViews hosts) {
        this.hosts = hosts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        STATUSES.forEach(status -> Gauge.builder("remotegpu.hosts", hosts, views -> views.count(status))
                .description("registered hosts")
                .tag("status", status)
                .register(registry));
    }
}
