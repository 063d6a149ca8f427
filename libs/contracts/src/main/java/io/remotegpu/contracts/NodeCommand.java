package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.Workload;
import java.util.List;

/**
 * What scheduler-service asks of one host's agent, on that host's own topic. Every command may arrive more than once and the agent answers
 * each time. A command of an older epoch than the agent has seen for the workload is refused.
 */
public sealed interface NodeCommand extends Command {
    HostId hostId();

    WorkloadId workloadId();

    long epoch();

    @Override
    default String topic() {
        return Topics.nodeCommands(hostId());
    }

    @Override
    default String key() {
        return workloadId().value();
    }

    /** Bring it up with exactly these GPUs (UUIDs) and host ports. Answer: ContainerStarted or ContainerFailed. */
    @WireType("node.start-container.v1")
    record StartContainer(
            HostId hostId,
            WorkloadId workloadId,
            long epoch,
            Workload workload,
            List<String> gpus,
            List<PortMapping> ports,
            List<String> authorizedKeys)
            implements NodeCommand {}

    /** Stop it and remove its container, keep its home; fine if it never started. Answer: ContainerStopped, always. */
    @WireType("node.stop-container.v1")
    record StopContainer(HostId hostId, WorkloadId workloadId, long epoch, int graceSeconds) implements NodeCommand {}

    /** Prove that nothing is left on these GPUs. Answer: GpuVerifiedClean or GpuDirty. */
    @WireType("node.verify-gpus.v1")
    record VerifyGpus(HostId hostId, WorkloadId workloadId, long epoch, List<String> gpus) implements NodeCommand {}

    /** Remove its home and everything else of it on this host; fine if there is nothing. Answer: WorkloadRemoved. */
    @WireType("node.remove-workload.v1")
    record RemoveWorkload(HostId hostId, WorkloadId workloadId, long epoch) implements NodeCommand {}

    /** From now on exactly these OpenSSH keys open it. No answer; the next StartContainer carries them too. */
    @WireType("node.set-authorized-keys.v1")
    record SetAuthorizedKeys(HostId hostId, WorkloadId workloadId, long epoch, List<String> authorizedKeys)
            implements NodeCommand {}

    /** Give its running container exactly these cores and MiB, without a restart. Answer: ResourcesUpdated or ResourcesNotUpdated. */
    @WireType("node.update-resources.v1")
    record UpdateResources(HostId hostId, WorkloadId workloadId, long epoch, double cpu, int memory)
            implements NodeCommand {}

    /** Take an UpdateResources back; fine if it never came or nothing runs. Answer: ResourcesRestored, always. */
    @WireType("node.restore-resources.v1")
    record RestoreResources(HostId hostId, WorkloadId workloadId, long epoch, double cpu, int memory)
            implements NodeCommand {}

    /** A command about one snapshot of a workload. */
    sealed interface SnapshotCommand extends NodeCommand {
        SnapshotId snapshotId();
    }

    /** Keep the file system of its running container as an image, its volumes not included. Answer: SnapshotCommitted or SnapshotNotCommitted. */
    @WireType("node.take-snapshot.v1")
    record TakeSnapshot(HostId hostId, WorkloadId workloadId, long epoch, SnapshotId snapshotId)
            implements SnapshotCommand {}

    /** Remove that image; fine if there is none. Answer: SnapshotRemoved, or SnapshotNotRemoved while a container uses it. */
    @WireType("node.remove-snapshot.v1")
    record RemoveSnapshot(HostId hostId, WorkloadId workloadId, long epoch, SnapshotId snapshotId)
            implements SnapshotCommand {}
}
