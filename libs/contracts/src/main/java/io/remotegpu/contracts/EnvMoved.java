package io.remotegpu.contracts;

import io.remotegpu.contracts.SchedulerEvent.MoveFact;
import java.util.UUID;

/** Its home is on {@code hostId} and nowhere else counts; it starts there if that is wanted. {@code size} of the archive in bytes. */
@WireType("scheduler.env-moved.v1")
public record EnvMoved(WorkloadId workloadId, UUID moveId, long epoch, HostId hostId, String hostName, long size)
        implements MoveFact {}
