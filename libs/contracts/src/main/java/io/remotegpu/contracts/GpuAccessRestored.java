package io.remotegpu.contracts;

import java.time.Instant;

/** The GPUs in its container answer since {@code at}. Also told without a loss before it, by an agent that started and knows of none. */
@WireType("node.gpu-access-restored.v1")
public record GpuAccessRestored(HostId hostId, WorkloadId workloadId, long epoch, Instant at)
        implements NodeEvent.AccessEvent {}
