package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What scheduler-service tells the others about workloads and the GPUs they hold. Keyed by workload. */
public sealed interface SchedulerEvent extends Event {
    WorkloadId workloadId();

    @Override
    default String topic() {
        return Topics.SCHEDULER;
    }

    @Override
    default String key() {
        return workloadId().value();
    }

    // spotless:off
    /** Nothing fits now and nothing is held; it starts by itself when something frees up. {@code reason} is for a person. */
    @WireType("scheduler.env-queued.v1")
    record EnvQueued(WorkloadId workloadId, String reason) implements SchedulerEvent {}

    /**
     * GPUs (perhaps none), CPU, memory and ports are held on one host under {@code epoch}; a {@link GpuReleased} of the same epoch always follows.
     * Epochs grow: of two leases of one GPU the later has the larger.
     */
    @WireType("scheduler.gpu-reserved.v1")
    record GpuReserved(
            WorkloadId workloadId, HostId hostId, String hostName, long epoch, List<LeasedGpu> gpus, List<PortMapping> ports)
            implements SchedulerEvent {}

    /** No host can take it now, nothing is held; {@code reason} names what is short. Stays inside the provisioning saga. */
    @WireType("scheduler.gpu-refused.v1")
    record GpuRefused(WorkloadId workloadId, String reason) implements SchedulerEvent {}

    /** The lease ended. GPUs proven clean are available again, the others are in {@code quarantined} with the reason. */
    @WireType("scheduler.gpu-released.v1")
    record GpuReleased(
            WorkloadId workloadId, @Nullable HostId hostId, long epoch, List<String> available, List<QuarantinedGpu> quarantined)
            implements SchedulerEvent {}

    /**
     * It runs and can be reached. Billing counts from {@code startedAt}, attested by the host.
     * {@code runtime}: docker, kubernetes or process. {@code cpu} in cores, {@code memory} in MiB.
     */
    @WireType("scheduler.env-running.v1")
    record EnvRunning(
            WorkloadId workloadId, CustomerId customerId, WorkspaceId workspaceId, HostId hostId, String hostName, String runtime,
            String containerId, long epoch, List<LeasedGpu> gpus, double cpu, int memory, List<Endpoint> endpoints, Instant startedAt)
            implements SchedulerEvent {}

    /** It was stopped as asked; its GPUs are released and its home is kept. Billing ends at {@code stoppedAt}, null if it never ran. */
    @WireType("scheduler.env-stopped.v1")
    record EnvStopped(
            WorkloadId workloadId, long epoch, @Nullable Instant stoppedAt) implements SchedulerEvent {}

    /** It could not be started, or ended by itself; nothing is held. {@code reason} is the host's or engine's, {@code logTail} at most 50 lines it wrote last. */
    @WireType("scheduler.env-failed.v1")
    record EnvFailed(
            WorkloadId workloadId, long epoch, FailureCause cause, String reason, @Nullable Instant stoppedAt, List<String> logTail)
            implements SchedulerEvent {
        public EnvFailed {
            logTail = Objects.requireNonNullElse(logTail, List.of());
        }

        public EnvFailed(
                WorkloadId workloadId, long epoch, FailureCause cause, String reason, @Nullable Instant stoppedAt) {
            this(workloadId, epoch, cause, reason, stoppedAt, List.of());
        }
    }

    /** It and its home are gone; the last fact about this workload. */
    @WireType("scheduler.env-deleted.v1")
    record EnvDeleted(
            WorkloadId workloadId, long epoch, @Nullable Instant stoppedAt) implements SchedulerEvent {}

    /** Its host is silent. GPUs stay held; billing pauses at {@code lastAttestedAt}, the host's last heartbeat. */
    @WireType("scheduler.env-unknown.v1")
    record EnvUnknown(WorkloadId workloadId, HostId hostId, long epoch, Instant lastAttestedAt, String reason)
            implements SchedulerEvent {}

    /** Its host is back and attests that it still runs under the same epoch; billing goes on from {@code recoveredAt}. */
    @WireType("scheduler.env-recovered.v1")
    record EnvRecovered(WorkloadId workloadId, HostId hostId, long epoch, Instant recoveredAt)
            implements SchedulerEvent {}

    /** Whether one that runs reaches its GPUs. */
    sealed interface AccessFact extends SchedulerEvent permits EnvDegraded, EnvRestored {}

    /**
     * Its host is silent or lost, its lease is over and it starts elsewhere with an empty home, as its {@code lost_host_policy} says. Billing of
     * {@code epoch} ends at {@code stoppedAt}, null if it never ran. GpuReserved of a larger epoch or EnvQueued follows.
     */
    @WireType("scheduler.env-rescheduled.v1")
    record EnvRescheduled(
            WorkloadId workloadId, HostId hostId, long epoch, String reason, @Nullable Instant stoppedAt)
            implements SchedulerEvent {}

    /** It has run as long as it asked for and is being stopped; EnvStopped of the same epoch follows. */
    @WireType("scheduler.env-expired.v1")
    record EnvExpired(WorkloadId workloadId, long epoch, Instant at, String reason) implements SchedulerEvent {}

    /** It will be stopped at {@code stopsAt} to make room; its home is kept. EnvStopped or EnvPreempted of the same epoch follows, or EnvStopWithdrawn. */
    @WireType("scheduler.env-stop-announced.v1")
    record EnvStopAnnounced(WorkloadId workloadId, long epoch, Instant stopsAt, String reason)
            implements SchedulerEvent {}

    /**
     * It was stopped as announced to make room and waits for its next start by itself, as its {@code preemption_policy} says; its home is kept.
     * Billing of {@code epoch} ends at {@code stoppedAt}. EnvQueued or GpuReserved of a larger epoch follows, or EnvStopped if its owner stops it.
     */
    @WireType("scheduler.env-preempted.v1")
    record EnvPreempted(WorkloadId workloadId, long epoch, String reason, @Nullable Instant stoppedAt) implements SchedulerEvent {}

    /** The stop that was announced to this run is not needed any more: it goes on. */
    @WireType("scheduler.env-stop-withdrawn.v1")
    record EnvStopWithdrawn(WorkloadId workloadId, long epoch, String reason) implements SchedulerEvent {}

    // spotless:on

    /** How a change of cores and memory goes. Says nothing about whether the workload runs. */
    sealed interface ResizeFact extends SchedulerEvent {}

    /** Its lease holds enough for the old and the new size. Stays inside the resizing saga. */
    @WireType("scheduler.resources-held.v1")
    record ResourcesHeld(WorkloadId workloadId, long epoch, double cpu, int memory) implements ResizeFact {}

    /** It has {@code cpu} cores and {@code memory} MiB now, or will have from its next start if it does not run ({@code epoch} 0). */
    @WireType("scheduler.env-resized.v1")
    record EnvResized(WorkloadId workloadId, long epoch, UUID changeId, double cpu, int memory) implements ResizeFact {}

    /** It keeps the size it has. {@code fittingCpu} and {@code fittingMemory} are the most its host could give it now, null if that is not the reason. */
    @WireType("scheduler.env-resize-refused.v1")
    record EnvResizeRefused(
            WorkloadId workloadId,
            UUID changeId,
            String reason,
            @Nullable Double fittingCpu,
            @Nullable Integer fittingMemory)
            implements ResizeFact {}

    /** What becomes of a snapshot. Keyed by the environment it was taken of, which need not exist any more. */
    sealed interface SnapshotFact extends SchedulerEvent {
        SnapshotId snapshotId();
    }

    /** It is kept on {@code hostId}, and environments from it start there. {@code size} in MiB, rounded up. */
    @WireType("scheduler.snapshot-taken.v1")
    record SnapshotTaken(
            WorkloadId workloadId,
            SnapshotId snapshotId,
            HostId hostId,
            String hostName,
            String image,
            long size,
            Instant takenAt)
            implements SnapshotFact {}

    /** It could not be taken and nothing of it is left; {@code reason} is what the host or engine said. */
    @WireType("scheduler.snapshot-failed.v1")
    record SnapshotFailed(WorkloadId workloadId, SnapshotId snapshotId, String reason) implements SnapshotFact {}

    /** It is gone; also the answer for one that never was. */
    @WireType("scheduler.snapshot-deleted.v1")
    record SnapshotDeleted(WorkloadId workloadId, SnapshotId snapshotId) implements SnapshotFact {}

    /** It stays, because environments start from it. */
    @WireType("scheduler.snapshot-delete-refused.v1")
    record SnapshotDeleteRefused(WorkloadId workloadId, SnapshotId snapshotId, String reason) implements SnapshotFact {}

    /** The host that kept it was declared lost for good. */
    @WireType("scheduler.snapshot-lost.v1")
    record SnapshotLost(WorkloadId workloadId, SnapshotId snapshotId, HostId hostId) implements SnapshotFact {}

    /** How a move to another host goes. {@code moveId} is that of the wish, or the scheduler's own where nobody asked. */
    sealed interface MoveFact extends SchedulerEvent permits EnvMoving, EnvMoved, EnvMoveFailed {
        UUID moveId();
    }
}
