package io.remotegpu.contracts;

import java.time.Instant;

/**
 * Its container runs, but the GPUs in it answer no more, and nothing of it uses them. {@code since} is when they answered last, {@code reason} what was said
 * instead. {@link GpuAccessRestored} of the same epoch follows if that mends itself; else a restart does.
 */
@WireType("node.gpu-access-lost.v1")
public record GpuAccessLost(HostId hostId, WorkloadId workloadId, long epoch, Instant since, String reason)
        implements NodeEvent.AccessEvent {}
