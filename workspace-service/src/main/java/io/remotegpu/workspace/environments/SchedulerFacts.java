package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.workspace.lifecycle.Lifecycle;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.quotas.Resources;
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
        environments.lock(fact.workloadId()).ifPresent(environment -> Lifecycle.after(
                        environment.life().standing(), fact)
                .ifPresent(standing -> apply(environment, standing, fact, at)));
    }

    private void apply(Environment before, Standing standing, SchedulerEvent fact, Instant at) {
        Environment after = settleCompute(before.living(FactEffects.apply(before.life(), standing, fact)), fact);
        environments.update(after);
        FactWords words = FactWords.of(fact);
        timeline.record(
                after.id(), new TimelineEntry(at, words.type(), after.status().wireName(), words.message(), ACTOR));
        if (fact instanceof EnvDeleted) {
            quotas.release(after.customerId(), after.workspaceId(), after.size().existence());
            environments.markDeleted(after.id(), at);
        }
    }

    /** What is held is written on the row, so whatever is repeated, it is given back once. */
    private Environment settleCompute(Environment environment, SchedulerEvent fact) {
        boolean held = environment.life().computeHeld();
        boolean needed =
                !FactEffects.ends(fact) && (held || environment.status().needsCompute());
        Resources compute = environment.size().compute();
        if (held && !needed) {
            quotas.release(environment.customerId(), environment.workspaceId(), compute);
        }
        if (needed && !held) {
            quotas.count(environment.customerId(), environment.workspaceId(), compute);
        }
        return environment.living(environment.life().holdingCompute(needed));
    }
}
