package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.HOST;
import static io.remotegpu.contracts.Samples.NOON;

import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import java.util.Map;

final class NodeSamples {
    private static final List<String> LOG = List.of("starting", "ERROR no sources");

    private NodeSamples() {}

    static List<Message> all() {
        return List.of(
                registered(),
                new HostHeartbeat(
                        HOST,
                        NOON,
                        86_400_000,
                        List.of(new AttestedWorkload(ENVIRONMENT, EPOCH, AttestedWorkload.State.RUNNING, 3_600_000)),
                        1_480_000),
                new ContainerStarted(HOST, ENVIRONMENT, EPOCH, "4f1c0d2e3b5a", NOON),
                new ContainerFailed(HOST, ENVIRONMENT, EPOCH, FailureCause.PORT_TAKEN, "port is in use", 30022, LOG),
                new ContainerStopped(HOST, ENVIRONMENT, EPOCH, NOON),
                new ContainerExited(HOST, ENVIRONMENT, EPOCH, 137, true, "killed for its memory", NOON, LOG),
                new WorkloadRemoved(HOST, ENVIRONMENT, EPOCH),
                new GpuVerifiedClean(HOST, ENVIRONMENT, EPOCH, List.of(evidence(4, List.of(), null))),
                new GpuDirty(
                        HOST, ENVIRONMENT, EPOCH, List.of(evidence(900, List.of("4242 python"), "1 process left"))),
                new GpuHealthChanged(
                        HOST,
                        Samples.GPU,
                        GpuHealth.UNHEALTHY,
                        List.of(new GpuHealthCause(GpuHealthCause.Kind.XID, "Xid 79: GPU has fallen off the bus.")),
                        NOON),
                new GpuAccessLost(HOST, ENVIRONMENT, EPOCH, NOON, "Failed to initialize NVML: Unknown Error"),
                new GpuAccessRestored(HOST, ENVIRONMENT, EPOCH, NOON),
                new ResourcesUpdated(HOST, ENVIRONMENT, EPOCH, 8, 32768),
                new ResourcesNotUpdated(HOST, ENVIRONMENT, EPOCH, "it does not run"),
                new ResourcesRestored(HOST, ENVIRONMENT, EPOCH),
                new SnapshotCommitted(
                        HOST,
                        ENVIRONMENT,
                        EPOCH,
                        Samples.SNAPSHOT,
                        "remotegpu-snapshot/snap-4h8x2p0d:latest",
                        2048,
                        NOON),
                new SnapshotNotCommitted(HOST, ENVIRONMENT, EPOCH, Samples.SNAPSHOT, "no space left on device"),
                new SnapshotRemoved(HOST, ENVIRONMENT, EPOCH, Samples.SNAPSHOT),
                new SnapshotNotRemoved(HOST, ENVIRONMENT, EPOCH, Samples.SNAPSHOT, "a container uses it"),
                new HomeAwaited(HOST, ENVIRONMENT, EPOCH, Samples.HOME_KEY),
                new HomeSent(HOST, ENVIRONMENT, EPOCH, 20_971_520, Samples.SHA256),
                new HomeNotSent(HOST, ENVIRONMENT, EPOCH, "its home cannot be read: input/output error"),
                new HomeReceived(HOST, ENVIRONMENT, EPOCH),
                new HomeNotReceived(HOST, ENVIRONMENT, EPOCH, "no space left on device"));
    }

    private static HostRegistered registered() {
        return new HostRegistered(
                HOST,
                "gpu-01",
                "10.0.0.5",
                "traditional",
                "docker",
                "0.1.0",
                64,
                515_000,
                List.of(new GpuInventory(
                        Samples.GPU,
                        0,
                        "NVIDIA A100-SXM4-80GB",
                        "NVIDIA",
                        "Ampere",
                        81920,
                        "580.65.06",
                        false,
                        "node-3",
                        "13.0")),
                30000,
                32767,
                Map.of("rack", "b2"),
                new DiskSpace(1_900_000, 1_500_000),
                List.of(new GpuLink(Samples.GPU, "GPU-1d2e3f6f-b0aa-9a6c-1b4d-1c9d2f0a5b3c", "NV12")),
                List.of("remotegpu/env-base:latest"));
    }

    private static GpuEvidence evidence(int memoryUsed, List<String> processes, String problem) {
        return new GpuEvidence(
                Samples.GPU,
                memoryUsed,
                processes,
                problem,
                NOON,
                true,
                "Xid 31 at " + NOON + ": MMU Fault",
                problem == null ? null : "nvidia-smi --gpu-reset ended with 3");
    }
}
