package io.remotegpu.contracts;

import io.remotegpu.contracts.workload.GpuHealth;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What scheduler-service tells of hosts and their GPUs, whoever holds them. Keyed by host. */
public sealed interface FleetEvent extends Event {
    HostId hostId();

    @Override
    default String topic() {
        return Topics.FLEET;
    }

    @Override
    default String key() {
        return hostId().value();
    }

    /**
     * A GPU was taken out of work by people, alone or with its host, or with a host that is closed as {@link HostIncomplete}; what holds it goes on. {@link GpuMaintenanceEnded} with the same
     * {@code maintenance}, a number that no other has, follows when it is put back.
     */
    @WireType("scheduler.gpu-maintenance-started.v1")
    record GpuMaintenanceStarted(HostId hostId, String gpu, long maintenance, Instant at) implements FleetEvent {}

    /** It was put back, or is its host's no longer. */
    @WireType("scheduler.gpu-maintenance-ended.v1")
    record GpuMaintenanceEnded(HostId hostId, String gpu, long maintenance, Instant at) implements FleetEvent {}

    /**
     * Nobody new gets this GPU since {@code at}: {@code reason} says what is wrong with it; what holds it goes on. {@link GpuFitAgain} with the same
     * {@code incident}, a number that no other has, follows when it is well.
     */
    @WireType("scheduler.gpu-unfit.v1")
    record GpuUnfit(HostId hostId, String gpu, long incident, GpuHealth health, String reason, Instant at)
            implements FleetEvent {}

    /** It is well again, or is its host's no longer. */
    @WireType("scheduler.gpu-fit-again.v1")
    record GpuFitAgain(HostId hostId, String gpu, long incident, Instant at) implements FleetEvent {}

    /**
     * A host lists fewer GPUs than it has declared: {@code gpus} are gone since its last list, {@code words} say it of all that are. If {@code closed} it takes no new
     * work until as many are there again or an administrator opens it; what runs there goes on. Told again when more are gone.
     */
    @WireType("scheduler.host-incomplete.v1")
    record HostIncomplete(HostId hostId, String hostName, List<String> gpus, String words, boolean closed, Instant at)
            implements FleetEvent {}

    /** An administrator removed it with its GPUs, on which nothing was left. If its agent starts again it is registered as a new one. */
    @WireType("scheduler.host-removed.v1")
    record HostRemoved(HostId hostId, Instant at) implements FleetEvent {}

    /**
     * An administrator did something to a host or to the GPU named. {@code action} is a word: of a host {@code online}, {@code maintenance},
     * {@code draining}, {@code lost}, {@code labelled}, {@code tainted}, {@code image-requested} or {@code removed}, of a GPU
     * {@code available} or {@code maintenance}.
     */
    @WireType("scheduler.host-administered.v1")
    record HostAdministered(HostId hostId, @Nullable String gpu, String action, CustomerId actorId, String actorName)
            implements FleetEvent {}

    /**
     * The process {@code saga} about {@code concerning} has asked this host {@code attempts} times for one step without an answer, so a person should look.
     * It goes on asking, and others may wait for the host as well: each is told once for each step, of a host one an hour. An administrator may retry or cancel
     * the process by {@code sagaId}.
     */
    @WireType("scheduler.saga-stuck.v1")
    record SagaStuck(
            HostId hostId, UUID sagaId, String saga, String concerning, String step, int attempts, Instant since)
            implements FleetEvent {}
}
