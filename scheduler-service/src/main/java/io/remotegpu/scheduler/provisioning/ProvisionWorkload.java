package io.remotegpu.scheduler.provisioning;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuDirty;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.saga.Saga;
import io.remotegpu.scheduler.leases.Lease;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings up one workload. A failed step undoes the ones before it, last first: nothing is left on the host and the GPUs are proven clean. */
record ProvisionWorkload(
        WorkloadId id,
        Workload workload,
        @Nullable HostId home,
        List<HostId> avoided,
        List<String> authorizedKeys,
        @Nullable GpuReserved lease,
        @Nullable GpuRefused refusal,
        @Nullable ContainerStarted started,
        @Nullable ContainerFailed failure,
        List<QuarantinedGpu> dirty) {

    static final Duration START_WITHIN = Duration.ofMinutes(10);

    // spotless:off
    static final Saga<ProvisionWorkload> SAGA = Saga.saga("provision-workload", 1, ProvisionWorkload.class)
        .remembering(ProvisionWorkload::with)
        .concerning(ProvisionWorkload::concerns)
        .step("reserve").local(ProvisionWorkload::reserveGpus)  .done(GpuReserved.class)     .failed(GpuRefused.class)
                        .undoLocal(ProvisionWorkload::releaseGpus)                           .undone(GpuReleased.class)
        .step("verify") .undo(ProvisionWorkload::verifyGpus)    .unless(ProvisionWorkload::holdsNoGpuAlone) .undone(GpuVerifiedClean.class, GpuDirty.class)
        .step("start")  .send(ProvisionWorkload::startContainer).done(ContainerStarted.class).failed(ContainerFailed.class).within(START_WITHIN)
                        .undo(ProvisionWorkload::stopContainer)                              .undone(ContainerStopped.class)
        .build();
    // spotless:on

    static ProvisionWorkload of(Allocation allocation, List<String> authorizedKeys) {
        return new ProvisionWorkload(
                allocation.id(),
                allocation.workload(),
                allocation.home(),
                allocation.avoided(),
                authorizedKeys,
                null,
                null,
                null,
                null,
                List.of());
    }

    private boolean concerns(Event event) {
        return !(event instanceof WorkloadEvent fact)
                || (lease != null
                        && fact.epoch() == lease.epoch()
                        && fact.hostId().equals(lease.hostId()));
    }

    private ProvisionWorkload with(Event event) {
        var reserved = event instanceof GpuReserved fact ? fact : lease;
        var refused = event instanceof GpuRefused fact ? fact : refusal;
        var running = event instanceof ContainerStarted fact ? fact : started;
        var failed = event instanceof ContainerFailed fact ? fact : failure;
        var unclean = event instanceof GpuDirty fact ? Dirty.in(fact) : dirty;
        return new ProvisionWorkload(
                id, workload, home, avoided, authorizedKeys, reserved, refused, running, failed, unclean);
    }

    ProvisionWorkload withoutSecrets() {
        Workload harmless = workload.with(Map.of()).told(List.of(), null).loading(null);
        return new ProvisionWorkload(
                id, harmless, home, avoided, authorizedKeys, lease, refusal, started, failure, dirty);
    }

    private ReserveGpus reserveGpus() {
        return new ReserveGpus(id, workload, home, avoided);
    }

    private ReleaseGpus releaseGpus() {
        return new ReleaseGpus(id, held().epoch(), dirty);
    }

    private Command startContainer() {
        return new StartContainer(
                held().hostId(), id, held().epoch(), workload, gpus(), held().ports(), authorizedKeys);
    }

    private Command stopContainer() {
        return new StopContainer(held().hostId(), id, held().epoch(), StopWorkload.grace(workload));
    }

    private Command verifyGpus() {
        return new VerifyGpus(held().hostId(), id, held().epoch(), Lease.own(held().gpus()));
    }

    private boolean holdsNoGpuAlone() {
        return lease == null || Lease.own(lease.gpus()).isEmpty();
    }

    private List<String> gpus() {
        return held().gpus().stream().map(LeasedGpu::uuid).toList();
    }

    GpuReserved held() {
        return requireNonNull(lease, "nothing is held before the reservation");
    }
}
