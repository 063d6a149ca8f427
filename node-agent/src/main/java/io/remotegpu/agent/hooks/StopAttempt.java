package io.remotegpu.agent.hooks;

import io.remotegpu.contracts.WorkloadId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stop of everything that runs of a workload. {@code endedAt} is known afterwards, null if nothing had run. */
public final class StopAttempt {
    private final WorkloadId workloadId;
    private final Duration grace;
    private @Nullable Instant endedAt;

    public StopAttempt(WorkloadId workloadId, Duration grace) {
        this.workloadId = workloadId;
        this.grace = grace;
    }

    WorkloadId workloadId() {
        return workloadId;
    }

    Duration grace() {
        return grace;
    }

    void ended(Instant at) {
        if (endedAt == null || at.isAfter(endedAt)) {
            endedAt = at;
        }
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
