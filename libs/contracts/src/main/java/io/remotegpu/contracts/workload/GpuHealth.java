package io.remotegpu.contracts.workload;

/** Whether a GPU may be given to anybody. */
public enum GpuHealth {
    HEALTHY,
    /** It works, but worse than it should, or needs a reset soon. Nobody new gets it. */
    DEGRADED,
    /** What runs on it cannot be trusted, or cannot run. Nobody new gets it. */
    UNHEALTHY
}
