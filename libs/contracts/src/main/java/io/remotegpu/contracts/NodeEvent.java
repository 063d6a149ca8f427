package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a host's agent saw with its own eyes. Keyed by host, so a host's facts keep their order. */
public sealed interface NodeEvent extends Event {
    HostId hostId();

    @Override
    default String topic() {
        return Topics.NODE;
    }

    @Override
    default String key() {
        return hostId().value();
    }

    /** A fact about one workload on the host. */
    sealed interface WorkloadEvent extends NodeEvent {
        WorkloadId workloadId();

        long epoch();
    }

    // spotless:off
    /**
     * The agent is up. Sent at each start and when the inventory changes. {@code address} is where people reach the host's ports,
     * {@code deploymentMode} traditional or kubernetes, {@code runtime} docker, kubernetes or process, {@code totalCpu} in cores,
     * {@code totalMemory} in MiB, ports {@code portFrom..portTo} (inclusive) may be published. {@code disk} is null if nobody can tell,
     * {@code gpuLinks} are the pairs of GPUs that the driver knows how they are joined, {@code images} some of those that need no pull; in v1 there was
     * none of these three, and in v2 no version of CUDA.
     */
    @WireType(value = "node.host-registered.v3", reads = {"node.host-registered.v1", "node.host-registered.v2"})
    record HostRegistered(
            HostId hostId, String name, String address, String deploymentMode, String runtime, String agentVersion,
            double totalCpu, int totalMemory, List<GpuInventory> gpus, int portFrom, int portTo, Map<String, String> labels,
            @Nullable DiskSpace disk, List<GpuLink> gpuLinks, List<String> images)
            implements NodeEvent {
        public HostRegistered {
            gpuLinks = Objects.requireNonNullElse(gpuLinks, List.of());
            images = Objects.requireNonNullElse(images, List.of());
        }

        /** One that says no more than that. */
        public HostRegistered(
                HostId hostId, String name, String address, String deploymentMode, String runtime, String agentVersion, double totalCpu,
                int totalMemory, List<GpuInventory> gpus, int portFrom, int portTo, Map<String, String> labels) {
            this(hostId, name, address, deploymentMode, runtime, agentVersion, totalCpu, totalMemory, gpus, portFrom, portTo, labels,
                    null, List.of(), List.of());
        }
    }

    /**
     * The host is alive and answers for every workload it knows. {@code uptime} is monotonic milliseconds since the agent started. {@code freeDisk} in
     * MiB; null if nobody can tell, and in what was sent as v1.
     */
    @WireType(value = "node.host-heartbeat.v2", reads = "node.host-heartbeat.v1")
    record HostHeartbeat(HostId hostId, Instant at, long uptime, List<AttestedWorkload> workloads, @Nullable Integer freeDisk)
            implements NodeEvent {
        /** One that does not tell of its disk. */
        public HostHeartbeat(HostId hostId, Instant at, long uptime, List<AttestedWorkload> workloads) {
            this(hostId, at, uptime, workloads, null);
        }
    }
    // spotless:on

    /** What becomes of the host's GPUs, whoever holds them. */
    sealed interface HealthEvent extends NodeEvent permits GpuHealthChanged {}

    /** How an image comes that was asked for before anybody starts from it. */
    sealed interface ImageEvent extends NodeEvent permits ImagePullProgressed, ImagePulled, ImageNotPulled {}

    /** It runs and its probe answered. */
    @WireType("node.container-started.v1")
    record ContainerStarted(HostId hostId, WorkloadId workloadId, long epoch, String containerId, Instant startedAt)
            implements WorkloadEvent {}

    // spotless:off
    /**
     * It could not be started and nothing of it runs. {@code reason} holds the engine's words, {@code port} the port that was taken and {@code logTail} the
     * last lines that it wrote, oldest first, at most 50.
     */
    @WireType("node.container-failed.v1")
    record ContainerFailed(
            HostId hostId, WorkloadId workloadId, long epoch, FailureCause cause, String reason, @Nullable Integer port, List<String> logTail)
            implements WorkloadEvent {
        public ContainerFailed {
            logTail = Objects.requireNonNullElse(logTail, List.of());
        }

        /** It wrote nothing. */
        public ContainerFailed(
                HostId hostId, WorkloadId workloadId, long epoch, FailureCause cause, String reason, @Nullable Integer port) {
            this(hostId, workloadId, epoch, cause, reason, port, List.of());
        }
    }

    /** Nothing of it runs any more under this or an older epoch. {@code stoppedAt} is null if it never ran. */
    @WireType("node.container-stopped.v1")
    record ContainerStopped(HostId hostId, WorkloadId workloadId, long epoch, @Nullable Instant stoppedAt) implements WorkloadEvent {}

    /** It ended without being asked to. The GPUs are not verified yet. {@code logTail} is the last that it wrote, oldest first, at most 50 lines. */
    @WireType("node.container-exited.v1")
    record ContainerExited(
            HostId hostId, WorkloadId workloadId, long epoch, int exitCode, boolean outOfMemory, String reason, Instant exitedAt, List<String> logTail)
            implements WorkloadEvent {
        public ContainerExited {
            logTail = Objects.requireNonNullElse(logTail, List.of());
        }

        /** It wrote nothing. */
        public ContainerExited(
                HostId hostId, WorkloadId workloadId, long epoch, int exitCode, boolean outOfMemory, String reason, Instant exitedAt) {
            this(hostId, workloadId, epoch, exitCode, outOfMemory, reason, exitedAt, List.of());
        }
    }
    // spotless:on

    /** Its home is gone. */
    @WireType("node.workload-removed.v1")
    record WorkloadRemoved(HostId hostId, WorkloadId workloadId, long epoch) implements WorkloadEvent {}

    /** Every GPU asked about is free of processes and its memory is at the floor; {@code evidence} is what was read. */
    @WireType(value = "node.gpu-verified-clean.v2", reads = "node.gpu-verified-clean.v1")
    record GpuVerifiedClean(HostId hostId, WorkloadId workloadId, long epoch, List<GpuEvidence> evidence)
            implements WorkloadEvent {}

    /** At least one GPU asked about could not be shown clean; each one's {@code problem} says why, null for the clean ones. */
    @WireType(value = "node.gpu-dirty.v2", reads = "node.gpu-dirty.v1")
    record GpuDirty(HostId hostId, WorkloadId workloadId, long epoch, List<GpuEvidence> evidence)
            implements WorkloadEvent {}

    /** Whether a container that runs reaches its GPUs. */
    sealed interface AccessEvent extends WorkloadEvent permits GpuAccessLost, GpuAccessRestored {}

    /** How a change of cores and memory went on the host. */
    sealed interface ResourceEvent extends WorkloadEvent {}

    /** Its container has these cores and MiB now. */
    @WireType("node.resources-updated.v1")
    record ResourcesUpdated(HostId hostId, WorkloadId workloadId, long epoch, double cpu, int memory)
            implements ResourceEvent {}

    /** Its container keeps what it had; {@code reason} holds the engine's words. */
    @WireType("node.resources-not-updated.v1")
    record ResourcesNotUpdated(HostId hostId, WorkloadId workloadId, long epoch, String reason)
            implements ResourceEvent {}

    /** Its container, if one runs, has what it had before. */
    @WireType("node.resources-restored.v1")
    record ResourcesRestored(HostId hostId, WorkloadId workloadId, long epoch) implements ResourceEvent {}

    /** A fact about one snapshot on the host. */
    sealed interface SnapshotEvent extends WorkloadEvent {
        SnapshotId snapshotId();
    }

    /** The image is complete under the reference {@code image}. {@code size} is all of its layers in MiB, rounded up. */
    @WireType("node.snapshot-committed.v1")
    record SnapshotCommitted(
            HostId hostId,
            WorkloadId workloadId,
            long epoch,
            SnapshotId snapshotId,
            String image,
            long size,
            Instant committedAt)
            implements SnapshotEvent {}

    /** There is no image and nothing of it is left. */
    @WireType("node.snapshot-not-committed.v1")
    record SnapshotNotCommitted(HostId hostId, WorkloadId workloadId, long epoch, SnapshotId snapshotId, String reason)
            implements SnapshotEvent {}

    /** The image is gone from the host. */
    @WireType("node.snapshot-removed.v1")
    record SnapshotRemoved(HostId hostId, WorkloadId workloadId, long epoch, SnapshotId snapshotId)
            implements SnapshotEvent {}

    /** The image is still there, because a container was made from it. */
    @WireType("node.snapshot-not-removed.v1")
    record SnapshotNotRemoved(HostId hostId, WorkloadId workloadId, long epoch, SnapshotId snapshotId, String reason)
            implements SnapshotEvent {}

    /** How a home fares on its way to another host. {@code epoch} is the number of the move. */
    sealed interface HomeEvent extends WorkloadEvent
            permits HomeAwaited, HomeSent, HomeNotSent, HomeReceived, HomeNotReceived {}
}
