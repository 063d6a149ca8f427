package io.remotegpu.workspace.quotas;

import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Only reads, so several replicas may do it; each reports what it sees. */
@Component
@AsSystem
class ReconciliationJob {
    private final Reconciliation reconciliation;

    ReconciliationJob(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    @Scheduled(fixedDelayString = "${workspace.quotas.reconcile-every:10m}", initialDelayString = "2m")
    void compare() {
        reconciliation.find();
    }
}
