package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvironmentEvent.EnvMoveRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.lifecycle.Wish;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Wishes that an environment live on another host. How they end is in its timeline: moved, or move_failed with the reason. */
@Service
class EnvironmentMoves {
    private static final Set<Status> MOVABLE =
            EnumSet.of(Status.RUNNING, Status.DEGRADED, Status.STOPPED, Status.ERROR, Status.QUEUED);

    private final EnvironmentRepository repository;
    private final EnvironmentDesk desk;
    private final Environments environments;
    private final Outbox outbox;

    EnvironmentMoves(EnvironmentRepository repository, EnvironmentDesk desk, Environments environments, Outbox outbox) {
        this.repository = repository;
        this.desk = desk;
        this.environments = environments;
        this.outbox = outbox;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_STATE_CONFLICT with the states that would allow it */
    @Transactional
    Environment move(Caller caller, WorkloadId id, NewMove move) {
        Environment before = desk.lock(id);
        desk.require(caller, before, Permission.EDIT);
        if (!MOVABLE.contains(before.status())) {
            throw EnvironmentDesk.conflict(before, "move", MOVABLE);
        }
        boolean start = Boolean.TRUE.equals(move.start());
        Environment after = start && Wish.START.isAllowedIn(before.status()) ? starting(before) : before;
        HostId host = move.host() == null ? null : new HostId(move.host());
        desk.record(
                after, "move_requested", "move to " + (host == null ? "another host" : host) + " requested", caller);
        outbox.publish(new EnvMoveRequested(id, caller.id(), UUID.randomUUID(), host, start));
        return after;
    }

    private Environment starting(Environment before) {
        Environment after = before.living(environments.lifeAfter(before, Wish.START));
        repository.update(after);
        return after;
    }
}
