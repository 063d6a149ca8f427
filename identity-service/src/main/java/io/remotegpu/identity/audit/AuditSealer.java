package io.remotegpu.identity.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves committed entries into the chain. One replica at a time does so, under the lock of the chain's head, so ids and hashes follow one
 * another whoever wrote the entries; entries of one transaction keep their order.
 */
@Component
class AuditSealer {
    private static final Logger log = LoggerFactory.getLogger(AuditSealer.class);
    private static final int BATCH = 500;

    private final ChainTables tables;
    private final Attestation attestation;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditSealer(ChainTables tables, Attestation attestation, TransactionTemplate transaction, Clock clock) {
        this.tables = tables;
        this.attestation = attestation;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Leaves it to another replica that is at work. */
    @Scheduled(fixedDelayString = "${identity.audit.seal-every:1s}")
    void sealRegularly() {
        if (tables.anyPending()) {
            repeat(() -> tables.tryLockHead().map(this::sealBatch).orElse(0));
        }
    }

    /** When it returns, everything committed before the call is in the chain. */
    void sealNow() {
        if (tables.anyPending()) {
            repeat(() -> sealBatch(tables.lockHead()));
        }
    }

    private void repeat(IntSupplier batch) {
        Integer sealed;
        do {
            sealed = transaction.execute(status -> batch.getAsInt());
        } while (sealed != null && sealed == BATCH);
    }

    private int sealBatch(ChainHead head) {
        List<StoredEntry> pending = tables.pending(BATCH);
        if (pending.isEmpty()) {
            return 0;
        }
        Instant recordedAt = recordedAt(head, pending);
        YearMonth month = YearMonth.from(recordedAt.atOffset(ZoneOffset.UTC));
        if (!head.isEmpty() && head.month().isBefore(month)) {
            anchor(head);
        }
        tables.ensurePartition(month);
        List<ChainLink> links = chained(head, recordedAt, pending);
        tables.store(links);
        tables.moveHead(ChainHead.at(links.getLast(), attestation));
        return links.size();
    }

    /** Clocks of replicas differ a little; the chain's own time never goes back. */
    private Instant recordedAt(ChainHead head, List<StoredEntry> pending) {
        Instant latest = clock.instant().truncatedTo(ChronoUnit.MICROS);
        latest = latest.isBefore(head.lastRecordedAt()) ? head.lastRecordedAt() : latest;
        for (StoredEntry entry : pending) {
            latest = latest.isBefore(entry.createdAt()) ? entry.createdAt() : latest;
        }
        return latest;
    }

    private static List<ChainLink> chained(ChainHead head, Instant recordedAt, List<StoredEntry> pending) {
        List<ChainLink> links = new ArrayList<>(pending.size());
        ChainHash previous = head.lastHash();
        long id = head.lastId();
        for (StoredEntry entry : pending) {
            ChainLink link = ChainLink.after(previous, ++id, recordedAt, entry);
            links.add(link);
            previous = link.hash();
        }
        return links;
    }

    private void anchor(ChainHead head) {
        Optional<Anchor> before = tables.lastAnchor();
        long firstId = before.map(Anchor::lastId).orElse(0L) + 1;
        ChainHash firstPrevious = before.map(Anchor::lastHash).orElse(ChainHash.GENESIS);
        String statement = Anchor.statement(head.month(), firstId, head.lastId(), firstPrevious, head.lastHash());
        tables.anchor(new Anchor(
                head.month(), firstId, head.lastId(), firstPrevious, head.lastHash(), attestation.of(statement)));
        // In the log as well, which is usually collected elsewhere: a witness that no change of this database reaches.
        log.info("audit log anchored: {}", statement);
    }
}
