package io.remotegpu.billing.meter;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps every fact about leases and brings records and ledger to what all facts together say now. */
@Component
public class Metering {
    private final FactStore facts;
    private final LeaseBook leases;
    private final RecordKeeper records;
    private final LeaseLedger ledger;

    Metering(FactStore facts, LeaseBook leases, RecordKeeper records, LeaseLedger ledger) {
        this.facts = facts;
        this.leases = leases;
        this.records = records;
        this.ledger = ledger;
    }

    /** Runs in the caller's transaction, which holds the turns of all these workloads. A fact that is known already changes nothing; the order of the collection does not matter. */
    public void record(Collection<LeaseFact> told) {
        if (told.isEmpty()) {
            return;
        }
        Set<Lease> changed = facts.append(told);
        if (changed.isEmpty()) {
            return;
        }
        leases.note(told.stream().filter(fact -> changed.contains(fact.lease())).toList());
        List<KnownLease> known = leases.load(changed);
        records.keep(known);
        ledger.keep(known);
    }
}
