package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.GpuEvidence;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people and things of the saga stories: one environment, one host, one GPU, epoch 7. */
final class Story {
    static final WorkloadId ENV = new WorkloadId("env-1");
    static final HostId HOST = new HostId("host-1");
    static final long EPOCH = 7;
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final List<String> KEYS = List.of("ssh-ed25519 AAAA key");
    static final List<String> GPUS = List.of("GPU-1");
    static final LeasedGpu GPU = new LeasedGpu("GPU-1", 0, "RTX 4090", 24576, true);
    static final List<PortMapping> PORTS = List.of(new PortMapping("ssh", 20000, 22, "tcp"));
    static final List<QuarantinedGpu> UNCLEAN = List.of(new QuarantinedGpu("GPU-1", "process 42 left"));

    static final ReserveGpus RESERVE = new ReserveGpus(ENV, Workloads.withGpus(1), null, List.of());
    static final ReleaseGpus RELEASE = new ReleaseGpus(ENV, EPOCH, List.of());
    static final ReleaseGpus RELEASE_UNCLEAN = new ReleaseGpus(ENV, EPOCH, UNCLEAN);
    static final StartContainer START = new StartContainer(HOST, ENV, EPOCH, Workloads.withGpus(1), GPUS, PORTS, KEYS);
    static final StopContainer STOP = new StopContainer(HOST, ENV, EPOCH, 10);
    static final VerifyGpus VERIFY = new VerifyGpus(HOST, ENV, EPOCH, GPUS);
    static final RemoveWorkload REMOVE = new RemoveWorkload(HOST, ENV, EPOCH);

    static final GpuReserved RESERVED = new GpuReserved(ENV, HOST, "one", EPOCH, List.of(GPU), PORTS);
    static final GpuReleased RELEASED = new GpuReleased(ENV, HOST, EPOCH, GPUS, List.of());
    static final ContainerStarted STARTED = new ContainerStarted(HOST, ENV, EPOCH, "c1", NOON);
    static final ContainerFailed FAILED =
            new ContainerFailed(HOST, ENV, EPOCH, FailureCause.IMAGE_UNAVAILABLE, "no such image", null);
    static final ContainerStopped STOPPED = new ContainerStopped(HOST, ENV, EPOCH, NOON);
    static final WorkloadRemoved REMOVED = new WorkloadRemoved(HOST, ENV, EPOCH);
    static final GpuVerifiedClean CLEAN = new GpuVerifiedClean(HOST, ENV, EPOCH, List.of(evidence(null)));
    static final GpuDirty DIRTY = new GpuDirty(HOST, ENV, EPOCH, List.of(evidence("process 42 left")));
    static final HostId STRANGER = new HostId("host-2");
    static final ContainerStarted OLDER = new ContainerStarted(HOST, ENV, EPOCH - 1, "c0", NOON);

    private Story() {}

    static Allocation environment(int gpus) {
        return new Allocation(
                ENV,
                new CustomerId(1),
                new WorkspaceId(1),
                "mine",
                Workloads.withGpus(gpus),
                Desired.RUNNING,
                false,
                false,
                Phase.STOPPED,
                null,
                null,
                0,
                null,
                0,
                List.of(),
                null,
                null,
                Scheduling.ORDINARY,
                null);
    }

    static Lease lease(int gpus) {
        return new Lease(ENV, EPOCH, HOST, "one", "127.0.0.1", "docker", gpus == 0 ? List.of() : List.of(GPU), PORTS);
    }

    private static GpuEvidence evidence(@Nullable String problem) {
        return new GpuEvidence("GPU-1", 0, List.of(), problem, NOON);
    }
}
