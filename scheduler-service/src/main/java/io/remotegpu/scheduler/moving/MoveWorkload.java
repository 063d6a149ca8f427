package io.remotegpu.scheduler.moving;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.NodeEvent.HomeEvent;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.saga.Saga;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import io.remotegpu.scheduler.provisioning.Relocation.Resident;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a home to another host. Until its end the home is where it was, and nothing there is changed: a move that fails needs no answer of any host to
 * be over. What may lie on the target then is removed as what is left behind, {@link LeftHomes}, however long that host is silent.
 */
record MoveWorkload(
        WorkloadId id,
        HostId source,
        HostId target,
        long epoch,
        Workload workload,
        boolean startsThere,
        Relay relay,
        @Nullable GpuReserved lease,
        @Nullable HomeAwaited awaited,
        @Nullable HomeSent sent,
        @Nullable String refusal) {

    static final Duration PREPARE_WITHIN = Duration.ofMinutes(15);
    /** Bytes that stop coming end it much earlier, see {@link StalledMoves}. */
    static final Duration COPY_WITHIN = Duration.ofHours(24);

    static final Duration SETTLE_WITHIN = Duration.ofMinutes(15);

    // spotless:off
    static final Saga<MoveWorkload> SAGA = Saga.saga("move-workload", 1, MoveWorkload.class)
        .remembering(MoveWorkload::with)
        .concerning(MoveWorkload::concerns)
        .step("reserve").local(MoveWorkload::reserveGpus).done(GpuReserved.class) .failed(GpuRefused.class).unless(move -> !move.startsThere)
                        .undoLocal(MoveWorkload::releaseGpus).undone(GpuReleased.class)
        .step("prepare").send(MoveWorkload::receiveHome) .done(HomeAwaited.class) .failed(HomeNotReceived.class).within(PREPARE_WITHIN)
        .step("copy")   .send(MoveWorkload::sendHome)    .done(HomeSent.class)    .failed(HomeNotSent.class, HomeNotReceived.class).within(COPY_WITHIN)
        .step("settle") .send(MoveWorkload::settleHome)  .done(HomeReceived.class).failed(HomeNotReceived.class).within(SETTLE_WITHIN)
        .build();
    // spotless:on

    /**
     * Where the hosts meet.
     *
     * @param address of this move, as hosts reach it
     */
    record Relay(String address, String sourceTicket, String targetTicket) {}

    static MoveWorkload of(Resident resident, HostId source, HostId target, long epoch, Relay relay) {
        return new MoveWorkload(
                resident.id(),
                source,
                target,
                epoch,
                resident.workload(),
                resident.wantedRunning(),
                relay,
                null,
                null,
                null,
                null);
    }

    private boolean concerns(Event event) {
        return !(event instanceof HomeEvent fact)
                || (fact.epoch() == epoch && fact.hostId().equals(speaker(fact)));
    }

    private HostId speaker(HomeEvent fact) {
        return switch (fact) {
            case HomeSent _, HomeNotSent _ -> source;
            case HomeAwaited _, HomeReceived _, HomeNotReceived _ -> target;
        };
    }

    private MoveWorkload with(Event event) {
        var reserved = event instanceof GpuReserved fact ? fact : lease;
        var ready = event instanceof HomeAwaited fact ? fact : awaited;
        var gone = event instanceof HomeSent fact ? fact : sent;
        String no = event instanceof GpuRefused fact
                ? fact.reason()
                : event instanceof HomeNotSent fact
                        ? fact.reason()
                        : event instanceof HomeNotReceived fact ? fact.reason() : refusal;
        return new MoveWorkload(id, source, target, epoch, workload, startsThere, relay, reserved, ready, gone, no);
    }

    MoveWorkload withoutSecrets() {
        Workload harmless = workload.with(Map.of()).told(List.of(), null).loading(null);
        Relay closed = new Relay(relay.address(), "", "");
        return new MoveWorkload(
                id, source, target, epoch, harmless, startsThere, closed, lease, awaited, sent, refusal);
    }

    private ReserveGpus reserveGpus() {
        return new ReserveGpus(id, workload, target, List.of());
    }

    /** Nothing of it ever started under that lease. */
    private ReleaseGpus releaseGpus() {
        return new ReleaseGpus(id, requireNonNull(lease, "it was reserved").epoch(), List.of());
    }

    private Command receiveHome() {
        return new ReceiveHome(
                target, id, epoch, workload.volumes(), workload.storage(), relay.address(), relay.targetTicket());
    }

    private Command sendHome() {
        String key = requireNonNull(awaited, "the target awaits it").key();
        return new SendHome(source, id, epoch, workload.volumes(), relay.address(), relay.sourceTicket(), key);
    }

    private Command settleHome() {
        HomeSent all = requireNonNull(sent, "the source sent it");
        return new SettleHome(target, id, epoch, all.size(), all.sha256());
    }
}
