package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.HOST;
import static io.remotegpu.contracts.Samples.NOON;
import static io.remotegpu.contracts.Samples.SNAPSHOT;

import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopWithdrawn;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.SchedulerEvent.ResourcesHeld;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleteRefused;
import io.remotegpu.contracts.SchedulerEvent.SnapshotDeleted;
import io.remotegpu.contracts.SchedulerEvent.SnapshotFailed;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import java.util.List;

final class SchedulerSamples {
    private SchedulerSamples() {}

    static List<Message> all() {
        return List.of(
                new EnvQueued(ENVIRONMENT, "no host has 1 free A100"),
                new GpuReserved(ENVIRONMENT, HOST, "gpu-01", EPOCH, List.of(Samples.LEASED), List.of(Samples.SSH_PORT)),
                new GpuRefused(ENVIRONMENT, "GPUs are short on every host"),
                new GpuReleased(
                        ENVIRONMENT,
                        HOST,
                        EPOCH,
                        List.of(Samples.GPU),
                        List.of(new QuarantinedGpu("GPU-1", "2 processes left"))),
                running(),
                new EnvStopped(ENVIRONMENT, EPOCH, NOON),
                new EnvFailed(
                        ENVIRONMENT,
                        EPOCH,
                        FailureCause.IMAGE_UNAVAILABLE,
                        "no such image",
                        NOON,
                        List.of("ERROR no sources")),
                new EnvDeleted(ENVIRONMENT, EPOCH, NOON),
                new EnvUnknown(ENVIRONMENT, HOST, EPOCH, NOON, "no heartbeat since 12:00"),
                new EnvRecovered(ENVIRONMENT, HOST, EPOCH, NOON),
                new EnvDegraded(ENVIRONMENT, HOST, EPOCH, NOON, "Failed to initialize NVML: Unknown Error"),
                new EnvRestored(ENVIRONMENT, HOST, EPOCH, NOON),
                new EnvRescheduled(ENVIRONMENT, HOST, EPOCH, "host gpu-01 was declared lost", NOON),
                new EnvExpired(ENVIRONMENT, EPOCH, NOON, "it asked for 3600 s"),
                new EnvStopAnnounced(ENVIRONMENT, EPOCH, NOON, "env-2 waits for its GPU"),
                new EnvPreempted(ENVIRONMENT, EPOCH, "it runs as spot, and env-2 waits for its GPU", NOON),
                new EnvStopWithdrawn(ENVIRONMENT, EPOCH, "nobody waits for its GPU any more"),
                new ResourcesHeld(ENVIRONMENT, EPOCH, 8, 32768),
                new EnvResized(ENVIRONMENT, EPOCH, Samples.CHANGE, 8, 32768),
                new EnvResizeRefused(ENVIRONMENT, Samples.CHANGE, "host gpu-01 has 6 cores left", 6.0, 65536),
                new SnapshotTaken(
                        ENVIRONMENT, SNAPSHOT, HOST, "gpu-01", "remotegpu-snapshot/snap-4h8x2p0d:latest", 2048, NOON),
                new SnapshotFailed(ENVIRONMENT, SNAPSHOT, "no space left on device"),
                new SnapshotDeleted(ENVIRONMENT, SNAPSHOT),
                new SnapshotDeleteRefused(ENVIRONMENT, SNAPSHOT, "env-1 starts from it"),
                new SnapshotLost(ENVIRONMENT, SNAPSHOT, HOST),
                new EnvMoving(
                        ENVIRONMENT,
                        Samples.CHANGE,
                        EPOCH,
                        HOST,
                        "gpu-01",
                        Samples.TARGET,
                        "gpu-02",
                        "its owner asked for it"),
                new EnvMoved(ENVIRONMENT, Samples.CHANGE, EPOCH, Samples.TARGET, "gpu-02", 20_971_520),
                new EnvMoveFailed(ENVIRONMENT, Samples.CHANGE, "no space left on device"));
    }

    private static EnvRunning running() {
        return new EnvRunning(
                ENVIRONMENT,
                Samples.CUSTOMER,
                Samples.WORKSPACE,
                HOST,
                "gpu-01",
                "docker",
                "4f1c0d2e3b5a",
                EPOCH,
                List.of(Samples.LEASED),
                4.5,
                16384,
                List.of(Samples.SSH),
                NOON);
    }
}
