package io.remotegpu.contracts;

import java.time.Instant;

/**
 * It runs, but cannot reach its GPUs, which stay held; billing pauses at {@code since}. A restart mends it, with its home kept. {@link EnvRestored} of the
 * same epoch follows if it mends itself, and EnvDegraded again after an {@link SchedulerEvent.EnvRecovered} that did not.
 */
@WireType("scheduler.env-degraded.v1")
public record EnvDegraded(WorkloadId workloadId, HostId hostId, long epoch, Instant since, String reason)
        implements SchedulerEvent.AccessFact {}
