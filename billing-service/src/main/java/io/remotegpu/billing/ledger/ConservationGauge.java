package io.remotegpu.billing.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** {@code billing_conservation_imbalance_seconds}: what the ledger was out by when it was last checked. It is 0. */
@Component
class ConservationGauge {
    private static final Logger LOG = LoggerFactory.getLogger(ConservationGauge.class);
    private static final Duration LOOKED_AT = Duration.ofDays(2);

    private final Conservation conservation;
    private final Clock clock;
    private final AtomicLong imbalance;

    ConservationGauge(Conservation conservation, MeterRegistry meters, Clock clock) {
        this.conservation = conservation;
        this.clock = clock;
        this.imbalance = meters.gauge("billing.conservation.imbalance.seconds", new AtomicLong());
    }

    @Scheduled(
            fixedDelayString = "${billing.ledger.check-every:1m}",
            initialDelayString = "${billing.ledger.check-every:1m}")
    void check() {
        Instant now = clock.instant();
        List<GpuBalance> wrong = conservation.between(now.minus(LOOKED_AT), now).stream()
                .filter(gpu -> gpu.imbalanceS() != 0 || gpu.overlaps() != 0)
                .toList();
        imbalance.set(wrong.stream()
                .mapToLong(gpu -> Math.max(Math.abs(gpu.imbalanceS()), gpu.overlaps()))
                .sum());
        wrong.forEach(
                gpu -> LOG.error("The ledger of GPU {} is out by {} s: {}", gpu.gpuUuid(), gpu.imbalanceS(), gpu));
    }
}
