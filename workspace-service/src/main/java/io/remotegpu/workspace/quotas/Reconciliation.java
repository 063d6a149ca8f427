package io.remotegpu.workspace.quotas;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds books that drifted from what exists. Nothing is repaired without being asked: drift is a mistake somewhere, and who repairs it unseen
 * hides it.
 */
@Component
class Reconciliation {
    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

    private final DriftRepository drifts;
    private final QuotaRepository quotas;
    private final TransactionOperations transaction;
    private final AtomicInteger adrift = new AtomicInteger();

    Reconciliation(
            DriftRepository drifts, QuotaRepository quotas, TransactionOperations transaction, MeterRegistry meters) {
        this.drifts = drifts;
        this.quotas = quotas;
        this.transaction = transaction;
        Gauge.builder("remotegpu.quota.drift", adrift, AtomicInteger::get)
                .description("Customers and workspaces whose quota usage disagrees with what exists")
                .register(meters);
    }

    List<Drift> find() {
        List<Drift> found = drifts.find();
        adrift.set(found.size());
        found.forEach(drift -> log.warn(
                "the quota usage of {} {} says {}, but what exists adds up to {}; see GET /api/v1/admin/quotas/drift",
                drift.holder(),
                drift.id(),
                drift.kept(),
                drift.actual()));
        return found;
    }

    /** Sets what is found to what exists, each under its lock, and says what was repaired. */
    List<Drift> repair() {
        List<Drift> repaired = new ArrayList<>();
        for (Drift found : drifts.find()) {
            QuotaHolder holder = QuotaHolder.of(found.holder(), found.id());
            transaction.executeWithoutResult(status -> {
                quotas.lockUsed(holder);
                drifts.find(holder).forEach(drift -> {
                    quotas.add(holder, drift.actual().minus(drift.kept()));
                    repaired.add(drift);
                });
            });
        }
        find();
        return repaired;
    }
}
