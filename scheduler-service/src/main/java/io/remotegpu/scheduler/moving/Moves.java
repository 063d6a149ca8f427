package io.remotegpu.scheduler.moving;

import static java.util.Objects.requireNonNull;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.runtime.SagaRunner;
import io.remotegpu.scheduler.moving.MoveStore.Move;
import io.remotegpu.scheduler.moving.Targets.Host;
import io.remotegpu.scheduler.moving.Targets.Target;
import io.remotegpu.scheduler.provisioning.Departing;
import io.remotegpu.scheduler.provisioning.Relocation;
import io.remotegpu.scheduler.provisioning.Relocation.Resident;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes wishes to move, and begins moves once their workloads are down. Nothing is stopped for a move that finds no place: that is asked before, and once
 * more when it has stopped.
 */
@Component
class Moves {
    private static final long MEBIBYTE = 1024L * 1024;

    private final MoveStore moves;
    private final MoveLimits limits;
    private final Targets targets;
    private final Relocation relocation;
    private final LeftHomes leftHomes;
    private final MoveProperties properties;
    private final SagaRunner sagas;
    private final Outbox outbox;

    Moves(
            MoveStore moves,
            MoveLimits limits,
            Targets targets,
            Relocation relocation,
            LeftHomes leftHomes,
            MoveProperties properties,
            SagaRunner sagas,
            Outbox outbox) {
        this.moves = moves;
        this.limits = limits;
        this.targets = targets;
        this.relocation = relocation;
        this.leftHomes = leftHomes;
        this.properties = properties;
        this.sagas = sagas;
        this.outbox = outbox;
    }

    /** In the transaction that takes in the wish. A repeat changes nothing; what cannot move and is to start does so where it is. */
    @EventListener
    void on(EnvMoveRequested wish) {
        if (!moves.knows(wish.moveId())) {
            String refusal = limits.refusal(wish.environmentId());
            if (refusal == null) {
                refusal = want(
                        wish.environmentId(), wish.moveId(), wish.hostId(), wish.start(), "its owner asked for it");
            }
            if (refusal != null) {
                outbox.publish(new EnvMoveFailed(wish.environmentId(), wish.moveId(), refusal));
                if (wish.start()) {
                    relocation.start(wish.environmentId());
                }
            }
        }
    }

    /**
     * It is to go elsewhere, and does so unless it cannot. Must run inside a transaction.
     *
     * @param start whether it is wanted running from now on
     * @return why it does not; null if it does
     */
    @Nullable
    String want(WorkloadId id, UUID moveId, @Nullable HostId wanted, boolean start, String reason) {
        Resident resident = relocation.lock(id).orElse(null);
        HostId home = resident == null ? null : resident.home();
        String obstacle = resident == null ? null : resident.obstacle();
        if (resident == null || home == null || obstacle != null) {
            return obstacle == null ? "it is not known here" : obstacle;
        }
        if (moves.open(id).isPresent()) {
            return "it is moving already";
        }
        return switch (targets.of(resident, home, wanted)) {
            case Target.None(String why) -> why;
            case Target.Busy busy -> busy.reason();
            case Target.Found(Host target) -> {
                HostId told = resident.up() ? target.hostId() : null;
                moves.want(new Move(moveId, id, wanted, home, reason, told));
                if (told != null) {
                    outbox.publish(moving(moveId, resident, target, reason));
                }
                relocation.depart(id, start);
                yield null;
            }
        };
    }

    /** Whether all that it lacks is that others arrive where it would go. Must run inside a transaction. */
    boolean mustWait(Resident resident) {
        HostId home = resident.home();
        return resident.obstacle() == null && home != null && targets.of(resident, home, null) instanceof Target.Busy;
    }

    /** It is down. In the transaction that found that. */
    @EventListener
    void on(Departing departing) {
        WorkloadId id = departing.workloadId();
        Resident resident = relocation.lock(id).orElseThrow();
        Optional<Move> open = moves.open(id);
        if (open.isEmpty()) {
            relocation.stay(id);
            return;
        }
        Move move = open.get();
        switch (targets.of(resident, move.source(), move.wantedHost())) {
            case Target.Found(Host target) -> begin(move, resident, target);
            // it is down for this: its hosts see to the order
            case Target.Busy(Host target) -> begin(move, resident, target);
            case Target.None(String why) -> {
                moves.failed(move.id(), why);
                outbox.publish(new EnvMoveFailed(id, move.id(), why));
                relocation.stay(id);
            }
        }
    }

    private void begin(Move move, Resident resident, Host target) {
        long epoch = moves.nextEpoch();
        String sourceTicket = Ticket.fresh();
        String targetTicket = Ticket.fresh();
        moves.begin(move, target.hostId(), epoch, mostBytes(resident), sourceTicket, targetTicket);
        relocation.begin(move.workload());
        leftHomes.forget(move.workload(), target.hostId());
        if (!target.hostId().equals(move.told())) {
            outbox.publish(moving(move.id(), resident, target, move.reason()));
        }
        String address = properties.address() + RelayController.PATH + "/" + epoch;
        var relay = new MoveWorkload.Relay(address, sourceTicket, targetTicket);
        var data = MoveWorkload.of(resident, move.source(), target.hostId(), epoch, relay);
        sagas.start(MoveWorkload.SAGA, move.workload().value(), data);
    }

    /** What its volumes may hold, what tar says of it and what seals it; a little more than its target takes. */
    private static @Nullable Long mostBytes(Resident resident) {
        int storage = resident.workload().storage();
        return storage == 0 ? null : storage * MEBIBYTE + storage * MEBIBYTE / 10 + 128 * MEBIBYTE;
    }

    private EnvMoving moving(UUID moveId, Resident resident, Host target, String reason) {
        HostId source = requireNonNull(resident.home(), "what moves has a home");
        String name = targets.host(source).map(Host::name).orElse(source.value());
        return new EnvMoving(
                resident.id(), moveId, resident.epoch(), source, name, target.hostId(), target.name(), reason);
    }
}
