package io.remotegpu.scheduler.placement;

/** What a host can lack for a request, in the order in which it is looked at. */
public enum Constraint {
    CLOSED,
    LABELS,
    TAINTS,
    CPU,
    MEMORY,
    DISK,
    GPU_COUNT,
    GPU_MODEL,
    GPU_MEMORY,
    GPU_RESERVED,
    GPU_SHARE,
    MIG_PROFILE,
    PORTS,
    KEPT
}
