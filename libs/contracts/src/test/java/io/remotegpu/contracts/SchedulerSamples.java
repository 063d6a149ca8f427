package io.remotegpu.contracts;

import static io.remotegpu.contracts.Samples.ENVIRONMENT;
import static io.remotegpu.contracts.Samples.EPOCH;
import static io.remotegpu.contracts.Samples.HOST;
import static io.remotegpu.contracts.Samples.NOON;

import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
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
                new EnvFailed(ENVIRONMENT, EPOCH, FailureCause.IMAGE_UNAVAILABLE, "no such image", NOON),
                new EnvDeleted(ENVIRONMENT, EPOCH, NOON),
                new EnvUnknown(ENVIRONMENT, HOST, EPOCH, NOON, "no heartbeat since 12:00"),
                new EnvRecovered(ENVIRONMENT, HOST, EPOCH, NOON));
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
