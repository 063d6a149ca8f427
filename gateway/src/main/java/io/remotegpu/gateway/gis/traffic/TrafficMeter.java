package io.remotegpu.gateway.gis.traffic;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.remotegpu.contracts.GisTraffic;
import io.remotegpu.contracts.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What went to one instance since it was last asked. */
final class TrafficMeter {
    private static final int SERVER_ERROR = 500;

    private final MeterRegistry registry;
    private final WorkloadId service;
    private final Timer answers;
    private final Counter failures;
    private final Counter refusals;
    private final LongAdder errors = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final List<LongAdder> buckets = Stream.generate(LongAdder::new)
            .limit(GisTraffic.BOUNDS_MS.size() + 1L)
            .toList();

    TrafficMeter(MeterRegistry registry, WorkloadId service) {
        this.registry = registry;
        this.service = service;
        this.answers = registry.timer("gateway.gis.answers", "service", service.value());
        this.failures = registry.counter("gateway.gis.errors", "service", service.value());
        this.refusals = registry.counter("gateway.gis.refused", "service", service.value());
    }

    void answered(int status, Duration took) {
        answers.record(took);
        millis.add(took.toMillis());
        buckets.get(bucket(took.toMillis())).increment();
        if (status >= SERVER_ERROR) {
            failures.increment();
            errors.increment();
        }
    }

    void refused() {
        refusals.increment();
        refused.increment();
    }

    /** Empty if nothing happened. Each request is in one report. */
    Optional<GisTraffic> drain(String gateway, Instant from, Instant to) {
        List<Long> counts = buckets.stream().map(LongAdder::sumThenReset).toList();
        long requests = counts.stream().mapToLong(Long::longValue).sum();
        GisTraffic traffic = new GisTraffic(
                service,
                gateway,
                from,
                to,
                requests,
                errors.sumThenReset(),
                refused.sumThenReset(),
                millis.sumThenReset(),
                counts);
        return requests == 0 && traffic.refused() == 0 ? Optional.empty() : Optional.of(traffic);
    }

    void remove() {
        registry.remove(answers);
        registry.remove(failures);
        registry.remove(refusals);
    }

    private static int bucket(long took) {
        int bucket = 0;
        while (bucket < GisTraffic.BOUNDS_MS.size() && took > GisTraffic.BOUNDS_MS.get(bucket)) {
            bucket++;
        }
        return bucket;
    }
}
