package io.remotegpu.gateway.gis.traffic;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.WorkloadId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts what went to each instance, for the gateway's own metrics and for {@link TrafficReports}. */
@Component
public class TrafficMeters {
    private final Map<WorkloadId, TrafficMeter> meters = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    TrafficMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The instance answered with this status after this time. */
    public void answered(WorkloadId service, int status, Duration took) {
        of(service).answered(status, took);
    }

    /** It was busy, too often asked, or not running: the request did not reach it. */
    public void refused(WorkloadId service) {
        of(service).refused();
    }

    /** The instance is gone, and so are its metrics. */
    public void forget(WorkloadId service) {
        TrafficMeter gone = meters.remove(service);
        if (gone != null) {
            gone.remove();
        }
    }

    Map<WorkloadId, TrafficMeter> all() {
        return meters;
    }

    private TrafficMeter of(WorkloadId service) {
        return meters.computeIfAbsent(service, first -> new TrafficMeter(registry, first));
    }
}
