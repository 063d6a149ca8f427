package io.remotegpu.workspace.environments;

import io.remotegpu.workspace.lifecycle.Standing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes while an environment exists.
 *
 * @param reason why it is queued, failed or unknown, for a person
 * @param computeHeld whether its CPU, memory and GPUs are counted in the quotas now
 * @param startedAt when it last began to run, as its host attests
 * @param stoppedAt when it last ended, null while it runs
 */
record Life(
        Standing standing,
        @Nullable String reason,
        Placement placement,
        boolean computeHeld,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt) {

    Life at(Standing next, @Nullable String why) {
        return new Life(next, why, placement, computeHeld, startedAt, stoppedAt);
    }

    Life placed(Placement next) {
        return new Life(standing, reason, next, computeHeld, startedAt, stoppedAt);
    }

    Life started(Instant at) {
        return new Life(standing, reason, placement, computeHeld, at, null);
    }

    Life stopped(@Nullable Instant at) {
        return new Life(standing, reason, placement.stopped(), computeHeld, startedAt, at);
    }

    Life holdingCompute(boolean held) {
        return new Life(standing, reason, placement, held, startedAt, stoppedAt);
    }
}
