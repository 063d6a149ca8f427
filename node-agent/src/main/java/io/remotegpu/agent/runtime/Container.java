package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container in full. {@code gpus} are the UUIDs it was created for. {@code startedAt} and {@code finishedAt} are the engine's own times, null if it never started or has not
 * finished; {@code exitCode} and {@code outOfMemory} mean something once it exited.
 */
public record Container(
        String id,
        WorkloadId workloadId,
        long epoch,
        List<String> gpus,
        State state,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int exitCode,
        boolean outOfMemory) {
    public enum State {
        CREATED,
        RUNNING,
        EXITED
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }
}
