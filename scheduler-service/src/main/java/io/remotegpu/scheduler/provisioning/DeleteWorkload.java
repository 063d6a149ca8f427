package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.saga.Saga;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes one workload down wherever it is and removes its home.
 *
 * @param hostId where it is or was last, null if it never had a place
 * @param holding whether it holds a lease that must be given back
 */
record DeleteWorkload(
        WorkloadId id,
        @Nullable HostId hostId,
        long epoch,
        boolean holding,
        List<String> gpus,
        @Nullable Instant stoppedAt,
        List<QuarantinedGpu> dirty) {

    // spotless:off
    static final Saga<DeleteWorkload> SAGA = Saga.saga("delete-workload", 1, DeleteWorkload.class)
        .remembering(DeleteWorkload::with)
        .concerning(DeleteWorkload::concerns)
        .step("stop")   .insist(DeleteWorkload::stopContainer) .done(ContainerStopped.class)                .unless(delete -> !delete.holding)
        .step("verify") .insist(DeleteWorkload::verifyGpus)    .done(GpuVerifiedClean.class, GpuDirty.class).unless(delete -> delete.gpus.isEmpty())
        .step("release").local(DeleteWorkload::releaseGpus)    .done(GpuReleased.class)                     .unless(delete -> !delete.holding)
        .step("remove") .insist(DeleteWorkload::removeWorkload).done(WorkloadRemoved.class)                 .unless(delete -> delete.hostId == null)
        .build();
    // spotless:on

    static DeleteWorkload of(Allocation allocation, @Nullable Lease lease) {
        if (lease != null) {
            return new DeleteWorkload(
                    allocation.id(), lease.hostId(), lease.epoch(), true, lease.ownGpus(), null, List.of());
        }
        HostId host = allocation.home() == null ? allocation.hostId() : allocation.home();
        return new DeleteWorkload(
                allocation.id(), host, allocation.epoch(), false, List.of(), allocation.stoppedAt(), List.of());
    }

    private boolean concerns(Event event) {
        return !(event instanceof WorkloadEvent fact)
                || (fact.epoch() == epoch && fact.hostId().equals(hostId));
    }

    private DeleteWorkload with(Event event) {
        var at = event instanceof ContainerStopped fact ? fact.stoppedAt() : stoppedAt;
        var unclean = event instanceof GpuDirty fact ? Dirty.in(fact) : dirty;
        return new DeleteWorkload(id, hostId, epoch, holding, gpus, at, unclean);
    }

    private Command stopContainer() {
        return new StopContainer(host(), id, epoch, StopWorkload.GRACE_SECONDS);
    }

    private Command verifyGpus() {
        return new VerifyGpus(host(), id, epoch, gpus);
    }

    private ReleaseGpus releaseGpus() {
        return new ReleaseGpus(id, epoch, dirty);
    }

    private Command removeWorkload() {
        return new RemoveWorkload(host(), id, epoch);
    }

    private HostId host() {
        return requireNonNull(hostId, "it never had a place");
    }
}
