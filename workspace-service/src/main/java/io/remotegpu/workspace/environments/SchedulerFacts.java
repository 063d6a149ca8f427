package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.ResizeFact;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFact;
import io.remotegpu.workspace.datasets.DatasetUsage;
import io.remotegpu.workspace.lifecycle.Lifecycle;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.quotas.Resources;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps environments and quotas in step with what the scheduler says, late and foreign facts passed over. */
@Service
class SchedulerFacts {
    private static final String ACTOR = "scheduler";

    private final EnvironmentRepository environments;
    private final ResizeFacts resizes;
    private final QuotaLedger quotas;
    private final DatasetUsage datasets;
    private final Timeline timeline;

    SchedulerFacts(
            EnvironmentRepository environments,
            ResizeFacts resizes,
            QuotaLedger quotas,
            DatasetUsage datasets,
            Timeline timeline) {
        this.environments = environments;
        this.resizes = resizes;
        this.quotas = quotas;
        this.datasets = datasets;
        this.timeline = timeline;
    }

    /** @param at when it became true */
    @Transactional
    void apply(SchedulerEvent fact, Instant at) {
        environments.lock(fact.workloadId()).ifPresent(environment -> apply(environment, fact, at));
    }

    private void apply(Environment environment, SchedulerEvent fact, Instant at) {
        if (fact instanceof ResizeFact resize) {
            resizes.after(environment, resize).ifPresent(after -> write(after, fact, at));
        } else if (fact instanceof SnapshotFact) {
            record(environment, fact, at);
        } else {
            Lifecycle.after(environment.life().standing(), fact)
                    .ifPresent(standing -> live(environment, standing, fact, at));
        }
    }

    private void live(Environment before, Standing standing, SchedulerEvent fact, Instant at) {
        Environment after = settleCompute(before.living(FactEffects.apply(before.life(), standing, fact)), fact);
        write(after, fact, at);
        if (fact instanceof EnvDeleted) {
            quotas.release(after.customerId(), after.workspaceId(), after.existence());
            datasets.set(after.id(), List.of(), at);
            environments.markDeleted(after.id(), at);
        }
    }

    private void write(Environment after, SchedulerEvent fact, Instant at) {
        environments.update(after);
        record(after, fact, at);
    }

    private void record(Environment environment, SchedulerEvent fact, Instant at) {
        FactWords words = FactWords.of(fact);
        timeline.record(
                environment.id(),
                new TimelineEntry(at, words.type(), environment.status().wireName(), words.message(), ACTOR));
    }

    /** What is held is written on the row, so whatever is repeated, it is given back once. */
    private Environment settleCompute(Environment environment, SchedulerEvent fact) {
        boolean held = environment.life().computeHeld();
        boolean needed =
                !FactEffects.ends(fact) && (held || environment.status().needsCompute());
        Resources compute = environment.compute();
        if (held && !needed) {
            quotas.release(environment.customerId(), environment.workspaceId(), compute);
        }
        if (needed && !held) {
            quotas.count(environment.customerId(), environment.workspaceId(), compute);
        }
        return environment.living(environment.life().holdingCompute(needed));
    }
}
