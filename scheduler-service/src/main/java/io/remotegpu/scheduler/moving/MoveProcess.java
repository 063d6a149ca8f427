package io.remotegpu.scheduler.moving;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.Outcome;
import io.remotegpu.saga.Saga;
import io.remotegpu.saga.runtime.SagaProcess;
import io.remotegpu.scheduler.moving.MoveStore.Move;
import io.remotegpu.scheduler.moving.Targets.Host;
import io.remotegpu.scheduler.provisioning.Relocation;
import org.springframework.stereotype.Component;

/** What follows when a move ended: of two copies of a home exactly one counts, and the other is left behind to be removed. */
@Component
class MoveProcess implements SagaProcess<MoveWorkload> {
    private final MoveStore moves;
    private final Targets targets;
    private final LeftHomes leftHomes;
    private final Relocation relocation;
    private final Outbox outbox;

    MoveProcess(MoveStore moves, Targets targets, LeftHomes leftHomes, Relocation relocation, Outbox outbox) {
        this.moves = moves;
        this.targets = targets;
        this.leftHomes = leftHomes;
        this.relocation = relocation;
        this.outbox = outbox;
    }

    @Override
    public Saga<MoveWorkload> definition() {
        return MoveWorkload.SAGA;
    }

    @Override
    public MoveWorkload kept(MoveWorkload data) {
        return data.withoutSecrets();
    }

    @Override
    public void ended(String key, Outcome<MoveWorkload> outcome) {
        WorkloadId id = new WorkloadId(key);
        relocation.lock(id);
        Move move = moves.open(id).orElseThrow();
        switch (outcome) {
            case Outcome.Completed(MoveWorkload data) -> moved(move, data);
            case Outcome.Compensated(MoveWorkload data, Failure failure) -> stayed(move, data, failure);
        }
    }

    private void moved(Move move, MoveWorkload data) {
        HomeSent sent = requireNonNull(data.sent(), "a completed move has sent the home");
        moves.moved(move.id());
        leftHomes.leaveUntilItRan(data.id(), data.source(), data.epoch());
        String name =
                targets.host(data.target()).map(Host::name).orElse(data.target().value());
        outbox.publish(new EnvMoved(data.id(), move.id(), newest(data), data.target(), name, sent.size()));
        relocation.arrived(data.id(), data.target(), data.epoch());
    }

    private void stayed(Move move, MoveWorkload data, Failure failure) {
        String reason = requireNonNullElse(data.refusal(), failure.reason());
        moves.failed(move.id(), reason);
        leftHomes.leave(data.id(), data.target(), data.epoch());
        outbox.publish(new EnvMoveFailed(data.id(), move.id(), reason));
        relocation.stayed(data.id(), newest(data));
    }

    /** What others were told of is never older than what they are told next. */
    private static long newest(MoveWorkload data) {
        GpuReserved lease = data.lease();
        return lease == null ? data.epoch() : Math.max(data.epoch(), lease.epoch());
    }
}
