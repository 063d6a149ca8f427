package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.LocalCommand;
import java.util.UUID;

/** What the resizing saga asks of the {@link ResizeDesk}. {@code cpu} in cores, {@code memory} in MiB. */
public sealed interface ResizeCommand extends LocalCommand {
    WorkloadId workloadId();

    long epoch();

    /** Hold enough for the size it has and for this one. Answer: ResourcesHeld, or EnvResizeRefused with what would fit. */
    record HoldResources(WorkloadId workloadId, long epoch, UUID changeId, double cpu, int memory)
            implements ResizeCommand {}

    /** Hold exactly this again, fine if the lease is over. Answer: ResourcesHeld. */
    record GiveBackResources(WorkloadId workloadId, long epoch, double cpu, int memory) implements ResizeCommand {}

    /** The host has made it this size: hold exactly that, now and after each start. Answer: EnvResized. */
    record SettleResources(WorkloadId workloadId, long epoch, UUID changeId, double cpu, int memory)
            implements ResizeCommand {}
}
