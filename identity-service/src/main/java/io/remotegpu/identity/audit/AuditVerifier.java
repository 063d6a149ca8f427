package io.remotegpu.identity.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.identity.audit.ChainWalk.Break;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks the whole chain and keeps what it found. A broken chain is an error in the log and a 0 in {@code remotegpu.audit.intact}. */
@Component
class AuditVerifier {
    private static final Logger log = LoggerFactory.getLogger(AuditVerifier.class);
    private static final int PAGE = 1000;

    private final ChainTables tables;
    private final Attestation attestation;
    private final Verifications verifications;
    private final AuditProperties properties;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final AtomicInteger intact;
    private final AtomicBoolean walking = new AtomicBoolean();

    AuditVerifier(
            ChainTables tables,
            Attestation attestation,
            Verifications verifications,
            AuditProperties properties,
            PlatformTransactionManager transactions,
            Clock clock,
            MeterRegistry meters) {
        this.tables = tables;
        this.attestation = attestation;
        this.verifications = verifications;
        this.properties = properties;
        this.clock = clock;
        this.intact = Objects.requireNonNull(meters.gauge("remotegpu.audit.intact", new AtomicInteger(1)));
        this.snapshot = new TransactionTemplate(transactions);
        // Entries that come and months that go meanwhile are not seen: head and links are of one moment.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setReadOnly(true);
    }

    /** Not again if another replica did within half the interval. At a fixed rate, for those runs hold up no other job. */
    @Scheduled(initialDelayString = "PT15M", fixedRateString = "${identity.audit.verify-every:24h}")
    void verifyRegularly() {
        Instant recently = clock.instant().minus(properties.verifyEvery().dividedBy(2));
        if (verifications
                .latest()
                .filter(last -> last.finishedAt().isAfter(recently))
                .isEmpty()) {
            verify();
        }
    }

    /** Returns at once; the walk goes on by itself. One that is under way here already will do. */
    void verifySoon() {
        if (walking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("audit-verification").start(() -> {
                try {
                    verify();
                } finally {
                    walking.set(false);
                }
            });
        }
    }

    Verification verify() {
        Instant started = clock.instant();
        Walked walked = Objects.requireNonNull(snapshot.execute(status -> walk()));
        Break broken = walked.broken();
        Verification found = new Verification(
                started,
                clock.instant(),
                broken == null,
                walked.walk().entries(),
                walked.walk().firstId(),
                walked.walk().lastId(),
                broken == null ? null : broken.id(),
                broken == null ? null : broken.problem());
        verifications.insert(found);
        intact.set(found.intact() ? 1 : 0);
        if (broken != null) {
            log.error("THE AUDIT LOG IS BROKEN at entry {}: {}", broken.id(), broken.problem());
        }
        return found;
    }

    private record Walked(ChainWalk walk, @Nullable Break broken) {}

    private Walked walk() {
        ChainWalk walk = new ChainWalk(attestation, tables.anchors(), tables.head());
        Optional<Break> broken = walk.begin();
        List<ChainLink> page = tables.links(0, Instant.EPOCH, PAGE);
        while (broken.isEmpty() && !page.isEmpty()) {
            broken = walk.nextAll(page);
            ChainLink reached = page.getLast();
            page = tables.links(reached.id(), reached.recordedAt(), PAGE);
        }
        return new Walked(walk, broken.or(walk::end).orElse(null));
    }
}
