package io.remotegpu.contracts.workload;

import io.remotegpu.contracts.WorkloadId;

/** What the host answers for one workload. {@code ranMillis} is monotonic running time since its container started or was re-adopted. */
public record AttestedWorkload(WorkloadId workloadId, long epoch, State state, long ranMillis) {
    public enum State {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        EXITED
    }
}
