package io.remotegpu.billing.meter;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Writes each fact into the ledger and brings the records of the workload to what the ledger says now. */
@Component
class Metering {
    private final UsageFacts facts;
    private final RecordKeeper records;

    Metering(UsageFacts facts, RecordKeeper records) {
        this.facts = facts;
        this.records = records;
    }

    /** Runs in the caller's transaction. A fact that is known already changes nothing. */
    void record(WorkloadId workload, long epoch, Fact fact, UUID messageId) {
        Lease lease = new Lease(workload, epoch);
        facts.lock(workload);
        boolean settled = isSettled(lease);
        if (!facts.append(lease, fact, messageId)) {
            return;
        }
        if (fact instanceof Fact.Started) {
            // It may end older leases whose own stop was never heard of.
            facts.olderThan(lease).stream().filter(older -> !isSettled(older)).forEach(this::bringUpToDate);
        }
        if (!settled) {
            bringUpToDate(lease);
        }
    }

    /** Started and stopped: what was billed then is final, and later facts stay in the ledger only. */
    private boolean isSettled(Lease lease) {
        List<Fact> known = facts.of(lease);
        return known.stream().anyMatch(Fact.Started.class::isInstance)
                && known.stream().anyMatch(Fact.Stopped.class::isInstance);
    }

    private void bringUpToDate(Lease lease) {
        List<Fact> known = facts.of(lease);
        known.stream()
                .filter(Fact.Started.class::isInstance)
                .map(Fact.Started.class::cast)
                .findFirst()
                .ifPresent(started -> records.keep(lease, started.terms(), Meter.meter(known, facts.nextLease(lease))));
    }
}
