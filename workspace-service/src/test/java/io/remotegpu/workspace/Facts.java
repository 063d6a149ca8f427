package io.remotegpu.workspace;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import java.time.Instant;
import java.util.List;

/** What the scheduler may say about one environment. */
public record Facts(WorkloadId id) {
    public static final Instant STARTED = Instant.parse("2026-01-31T12:00:00Z");
    public static final Instant STOPPED = Instant.parse("2026-01-31T13:00:00Z");
    private static final HostId HOST = new HostId("host-1");
    private static final LeasedGpu GPU = new LeasedGpu("GPU-0000", 0, "NVIDIA A100", 81_920, true);

    public static Facts of(String id) {
        return new Facts(new WorkloadId(id));
    }

    public EnvQueued queued() {
        return new EnvQueued(id, "all 8 GPUs are taken");
    }

    public GpuReserved reserved(long epoch) {
        return new GpuReserved(
                id, HOST, "node one", epoch, List.of(GPU), List.of(new PortMapping("ssh", 30_022, 22, "tcp")));
    }

    public EnvRunning running(long epoch) {
        return new EnvRunning(
                id,
                new CustomerId(1),
                new WorkspaceId(1),
                HOST,
                "node one",
                "docker",
                "container-" + epoch,
                epoch,
                List.of(GPU),
                2,
                4096,
                List.of(new Endpoint("ssh", "192.0.2.7", 30_022, 22, "tcp")),
                STARTED);
    }

    /** Under epoch 1, elsewhere. */
    public EnvRunning runningOn(HostId host) {
        EnvRunning here = running(1);
        return new EnvRunning(
                id,
                here.customerId(),
                here.workspaceId(),
                host,
                "another node",
                here.runtime(),
                here.containerId(),
                here.epoch(),
                here.gpus(),
                here.cpu(),
                here.memory(),
                here.endpoints(),
                here.startedAt());
    }

    public EnvStopped stopped(long epoch) {
        return new EnvStopped(id, epoch, STOPPED);
    }

    public EnvPreempted preempted(long epoch) {
        return new EnvPreempted(id, epoch, "somebody who does not run as spot waits for its place", STOPPED);
    }

    public EnvFailed failed(long epoch, FailureCause cause) {
        return new EnvFailed(id, epoch, cause, "no such image: nowhere/nothing:1", null);
    }

    public EnvUnknown unknown(long epoch) {
        return new EnvUnknown(id, HOST, epoch, STARTED, "host node one is silent");
    }

    public EnvRecovered recovered(long epoch) {
        return new EnvRecovered(id, HOST, epoch, STARTED);
    }

    public EnvDegraded degraded(long epoch) {
        return new EnvDegraded(id, HOST, epoch, STARTED, "Failed to initialize NVML: Unknown Error");
    }

    public EnvRestored restored(long epoch) {
        return new EnvRestored(id, HOST, epoch, STARTED);
    }

    public EnvDeleted deleted(long epoch) {
        return new EnvDeleted(id, epoch, STOPPED);
    }
}
