package io.remotegpu.scheduler.history;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Compares what is counted and shown of GPUs with the leases that it derives from. What differs is told; a count is put right as well. */
@Component
class UsageAudit implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(UsageAudit.class);
    private static final int MOST_TOLD = 20;

    private final Books books;
    private final Map<Drift, AtomicInteger> found = new EnumMap<>(Drift.class);

    UsageAudit(Books books) {
        this.books = books;
        Arrays.stream(Drift.values()).forEach(drift -> found.put(drift, new AtomicInteger()));
    }

    /** What may not agree with the open leases. */
    enum Drift {
        /** How much of each GPU is held. */
        COUNT,
        /** What each GPU is said to do, and for whom. */
        STATUS,
        /** That who holds something is up, or on its way up or down. */
        HOLDER,
        /** What was written down of the days before. */
        HISTORY
    }

    @Scheduled(
            fixedDelayString = "${scheduler.history.audit-every:5m}",
            initialDelayString = "${scheduler.history.first:30s}")
    void look() {
        tell(Drift.COUNT, books.recount(), "was counted wrongly and is counted anew");
        tell(Drift.STATUS, books.wrongStatus(), "is not what its leases say: look at its host's events");
        tell(Drift.HOLDER, books.strandedLeases(), "is held for a workload that is not up: cancel or retry its saga");
        tell(Drift.HISTORY, books.unwritten(), "was not written down and will be");
    }

    private void tell(Drift drift, List<String> differences, String what) {
        requireNonNull(found.get(drift)).set(differences.size());
        differences.stream().limit(MOST_TOLD).forEach(one -> LOG.warn("Books differ: {} {}", one, what));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        found.forEach((drift, count) -> Gauge.builder("remotegpu.leases.drift", count, AtomicInteger::get)
                .description("what the last look found that does not agree with the leases: 0, or read the log")
                .tag("of", drift.name().toLowerCase(Locale.ROOT))
                .register(registry));
    }
}
