package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.workspace.lifecycle.Lifecycle;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps environments and quotas in step with what the scheduler says, late and foreign facts passed over. */
@Service
class SchedulerFacts {
    private static final String ACTOR = "scheduler";

    private final EnvironmentRepository environments;
    private final QuotaLedger quotas;
    private final Timeline timeline;

    SchedulerFacts(EnvironmentRepository environments, QuotaLedger quotas, Timeline timeline) {
        this.environments = environments;
        this.quotas = quotas;
        this.timeline = timeline;
    }

    /** @param at when it became true */
    @Transactional
    void apply(SchedulerEvent fact, Instant at) {
        environments.lock(fact.workloadId()).ifPresent(environment -> Lifecycle.after(environment.standing(), fact)
                .ifPresent(standing -> apply(environment, standing, fact, at)));
    }

    private void apply(Environment before, Standing standing, SchedulerEvent fact, Instant at) {
        Environment after = settleCompute(FactEffects.apply(before, standing, fact), fact);
        environments.update(after);
        FactWords words = FactWords.of(fact);
        String status = standing.status().wireName();
        timeline.record(after.id(), new TimelineEntry(at, words.type(), status, words.message(), ACTOR));
        if (fact instanceof EnvDeleted) {
            quotas.release(after.customerId(), after.workspaceId(), after.existence());
            environments.markDeleted(after.id(), at);
        }
    }

    /** What is held is written on the row, so whatever is repeated, it is given back once. */
    private Environment settleCompute(Environment environment, SchedulerEvent fact) {
        if (FactEffects.ends(fact)) {
            if (environment.computeHeld()) {
                quotas.release(environment.customerId(), environment.workspaceId(), environment.compute());
            }
            return environment.holdingCompute(false);
        }
        if (environment.standing().status().needsCompute() && !environment.computeHeld()) {
            quotas.count(environment.customerId(), environment.workspaceId(), environment.compute());
            return environment.holdingCompute(true);
        }
        return environment;
    }
}
