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

    /** A command about a home on its way to another host. {@code epoch} is the number of the move, larger than that of every lease before it. */
    sealed interface HomeCommand extends NodeCommand {}

    /**
     * Make room for its volumes, remove what lies here of it from before, and take in its home from {@code source} as it comes. Nothing of it may
     * start until it is settled. Answer: HomeAwaited or HomeNotReceived; what goes wrong later is told by HomeNotReceived too.
     *
     * @param source where pieces are fetched, without a slash at its end
     * @param ticket opens that, for this host and this move alone
     * @param storage MiB that its volumes may take, 0 for no limit
     */
    // spotless:off
    @WireType("node.receive-home.v1")
    record ReceiveHome(
            HostId hostId, WorkloadId workloadId, long epoch, List<Workload.Volume> volumes, int storage, String source, String ticket)
            implements HomeCommand {
        @Override
        public String toString() {
            return "ReceiveHome[" + workloadId + " on " + hostId + " under " + epoch + "]";
        }
    }

    /**
     * Hand its volumes, as they lie here while it is stopped, to {@code target}. They stay what they are. Answer: HomeSent or HomeNotSent.
     *
     * @param target where pieces are put, without a slash at its end
     * @param ticket opens that, for this host and this move alone
     * @param recipientKey X25519, the Base64 of its X.509 form: only its owner can read what is sent
     */
    @WireType("node.send-home.v1")
    record SendHome(
            HostId hostId, WorkloadId workloadId, long epoch, List<Workload.Volume> volumes, String target, String ticket, String recipientKey)
            implements HomeCommand {
        @Override
        public String toString() {
            return "SendHome[" + workloadId + " from " + hostId + " under " + epoch + "]";
        }
    }

    /**
     * The home that was taken in is the home from now on, if it is exactly this. Answer: HomeReceived, or HomeNotReceived and nothing of it is left.
     *
     * @param size of the archive in bytes
     * @param sha256 of the archive, 64 hexadecimal digits
     */
    @WireType("node.settle-home.v1")
    record SettleHome(HostId hostId, WorkloadId workloadId, long epoch, long size, String sha256) implements HomeCommand {}
    // spotless:on
}
