package io.remotegpu.workspace.environments;

import io.remotegpu.workspace.tenancy.AsSystem;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the counts few. Several replicas may do it at once: each folds the rows that no other has. */
@Component
@AsSystem
class EnvironmentCountsJob {
    private final EnvironmentCounts counts;

    EnvironmentCountsJob(EnvironmentCounts counts) {
        this.counts = counts;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void fold() {
        counts.fold();
    }
}
