package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.saga.Saga;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes one workload down and keeps its home. It never fails: a silent host is asked again until it proves that nothing is left.
 *
 * @param ending what its host said if it ended by itself
 * @param preemptedBecause for whom it makes room, if it is to wait for its next start afterwards
 */
record StopWorkload(
        WorkloadId id,
        HostId hostId,
        long epoch,
        List<String> gpus,
        @Nullable Ending ending,
        @Nullable Instant stoppedAt,
        List<QuarantinedGpu> dirty,
        @Nullable Integer graceSeconds,
        @Nullable String preemptedBecause) {

    static final int GRACE_SECONDS = 10;
    private static final int LONGEST_GRACE_SECONDS = 120;

    // spotless:off
    static final Saga<StopWorkload> SAGA = Saga.saga("stop-workload", 1, StopWorkload.class)
        .remembering(StopWorkload::with)
        .concerning(StopWorkload::concerns)
        .step("stop")   .insist(StopWorkload::stopContainer).done(ContainerStopped.class)
        .step("verify") .insist(StopWorkload::verifyGpus)   .done(GpuVerifiedClean.class, GpuDirty.class).unless(stop -> stop.gpus.isEmpty())
        .step("release").local(StopWorkload::releaseGpus)   .done(GpuReleased.class)
        .build();
    // spotless:on

    /** It ended by itself, and this is what its host said about it. */
    record Ending(FailureCause cause, String reason, Instant at, List<String> logTail) {
        Ending {
            logTail = Objects.requireNonNullElse(logTail, List.of());
        }

        /** It left no last words. */
        Ending(FailureCause cause, String reason, Instant at) {
            this(cause, reason, at, List.of());
        }
    }

    static StopWorkload of(Lease lease, @Nullable Ending ending) {
        return of(lease, ending, GRACE_SECONDS);
    }

    static StopWorkload of(Lease lease, @Nullable Ending ending, int grace) {
        Instant endedAt = ending == null ? null : ending.at();
        return new StopWorkload(
                lease.workloadId(),
                lease.hostId(),
                lease.epoch(),
                lease.ownGpus(),
                ending,
                endedAt,
                List.of(),
                grace,
                null);
    }

    /** It makes room and waits for its next start afterwards. */
    StopWorkload preempted(String because) {
        return new StopWorkload(id, hostId, epoch, gpus, ending, stoppedAt, dirty, graceSeconds, because);
    }

    /** How many seconds a workload gets to end by itself. */
    static int grace(Workload workload) {
        Integer asked = workload.stopGraceSeconds();
        return asked == null ? GRACE_SECONDS : Math.clamp(asked, 0, LONGEST_GRACE_SECONDS);
    }

    private boolean concerns(Event event) {
        return !(event instanceof WorkloadEvent fact)
                || (fact.epoch() == epoch && fact.hostId().equals(hostId));
    }

    private StopWorkload with(Event event) {
        var at = event instanceof ContainerStopped fact && stoppedAt == null ? fact.stoppedAt() : stoppedAt;
        var unclean = event instanceof GpuDirty fact ? Dirty.in(fact) : dirty;
        return new StopWorkload(id, hostId, epoch, gpus, ending, at, unclean, graceSeconds, preemptedBecause);
    }

    private Command stopContainer() {
        return new StopContainer(hostId, id, epoch, Objects.requireNonNullElse(graceSeconds, GRACE_SECONDS));
    }

    private Command verifyGpus() {
        return new VerifyGpus(hostId, id, epoch, gpus);
    }

    private ReleaseGpus releaseGpus() {
        return new ReleaseGpus(id, epoch, dirty);
    }
}
