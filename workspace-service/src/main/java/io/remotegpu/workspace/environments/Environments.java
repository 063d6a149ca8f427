package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.members.Members;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.spending.SpendingGate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people wish of environments that exist: checked against role, state and quota, written down and passed on in one transaction. */
@Service
class Environments {
    private final EnvironmentRepository environments;
    private final EnvironmentDesk desk;
    private final Members members;
    private final SpendingGate spending;
    private final QuotaLedger quotas;
    private final Outbox outbox;

    Environments(
            EnvironmentRepository environments,
            EnvironmentDesk desk,
            Members members,
            SpendingGate spending,
            QuotaLedger quotas,
            Outbox outbox) {
        this.environments = environments;
        this.desk = desk;
        this.members = members;
        this.spending = spending;
        this.quotas = quotas;
        this.outbox = outbox;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_STATE_CONFLICT if its state does not allow the wish, saying which ones it does */
    @Transactional
    Environment wish(Caller caller, WorkloadId id, Wish wish) {
        Environment environment = desk.lock(id);
        desk.require(caller, environment, permission(caller, environment, wish));
        requireAllowed(environment, wish);
        Environment wished = environment.living(lifeAfter(environment, wish));
        environments.update(wished);
        desk.record(wished, wish.wireName() + "_requested", wish.wireName() + " requested", caller);
        outbox.publish(event(caller, id, wish));
        return wished;
    }

    /** A start takes its quota at once, so that nobody takes it while the start is under way. */
    Life lifeAfter(Environment environment, Wish wish) {
        Life life = environment.life().at(environment.life().standing().after(wish), null);
        if (life.standing().status() != Status.CREATING) {
            return life;
        }
        members.requireNotLeft(environment.workspaceId(), environment.customerId());
        if (!life.computeHeld()) {
            spending.requireAllowed(environment.customerId(), environment.workspaceId());
            quotas.reserve(environment.customerId(), environment.workspaceId(), environment.compute());
        }
        return life.holdingCompute(true).placed(life.placement().stopped());
    }

    private static Permission permission(Caller caller, Environment environment, Wish wish) {
        boolean own = environment.customerId().equals(caller.id());
        return switch (wish) {
            case START, STOP, RESTART -> Permission.EDIT;
            case DELETE -> own ? Permission.DELETE_OWN : Permission.DELETE;
        };
    }

    private static void requireAllowed(Environment environment, Wish wish) {
        Status status = environment.status();
        if (!wish.isAllowedIn(status)) {
            throw EnvironmentDesk.conflict(environment, wish.wireName(), Wish.allowedIn(status));
        }
    }

    private static EnvironmentEvent event(Caller caller, WorkloadId id, Wish wish) {
        return switch (wish) {
            case START -> new EnvStartRequested(id, caller.id());
            case STOP -> new EnvStopRequested(id, caller.id());
            case RESTART -> new EnvRestartRequested(id, caller.id());
            case DELETE -> new EnvDeleteRequested(id, caller.id());
        };
    }
}
