package io.remotegpu.contracts;

import java.time.Instant;

/** It reaches its GPUs again; billing goes on from {@code at}. */
@WireType("scheduler.env-restored.v1")
public record EnvRestored(WorkloadId workloadId, HostId hostId, long epoch, Instant at)
        implements SchedulerEvent.AccessFact {}
