package io.remotegpu.agent.hooks;

import io.remotegpu.contracts.WorkloadId;

/**
 * One step of a workload. Every method may be called again after it succeeded, failed or was cut short, and {@link #stop} and
 * {@link #destroy} without any {@link #prepare} before them.
 */
interface Hook {
    /** Does its part of the start. A PlatformException that carries a WorkloadFailure says why it cannot. */
    default void prepare(StartAttempt attempt) {}

    /** Undoes what does not outlive a stop. */
    default void stop(StopAttempt attempt) {}

    /** Removes what outlives a stop: the workload is deleted. */
    default void destroy(WorkloadId workload) {}
}
