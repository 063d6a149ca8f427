package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.workload.WorkloadActivity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an environment at one moment: all that a decision is made from.
 *
 * @param at by its host's clock
 * @param cpu cores, the most of the two minutes before; null where it was not measured
 * @param gpu percent, the most of the two minutes before and of its GPUs; null where it was not measured
 * @param gpus how many it holds
 */
record Look(
        Instant at,
        WorkloadActivity activity,
        @Nullable Double cpu,
        @Nullable Double gpu,
        int gpus) {
    long epoch() {
        return activity.epoch();
    }
}
