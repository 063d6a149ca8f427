package io.remotegpu.workspace.environments;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.environments.Environment.Size;
import io.remotegpu.workspace.lifecycle.Standing;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.lifecycle.Wish;
import io.remotegpu.workspace.quotas.QuotaLedger;
import io.remotegpu.workspace.requests.NewEnvironment;
import io.remotegpu.workspace.requests.WorkloadFactory;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people wish of environments: checked against role, state and quota, written down and passed on in one transaction. */
@Service
class Environments {
    private final EnvironmentRepository environments;
    private final EnvironmentIds ids;
    private final WorkspaceAccess access;
    private final Customers customers;
    private final QuotaLedger quotas;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    Environments(
            EnvironmentRepository environments,
            EnvironmentIds ids,
            WorkspaceAccess access,
            Customers customers,
            QuotaLedger quotas,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.environments = environments;
        this.ids = ids;
        this.access = access;
        this.customers = customers;
        this.quotas = quotas;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws PlatformException QUOTA_EXCEEDED, with nothing written */
    @Transactional
    Environment request(Caller caller, NewEnvironment wanted) {
        WorkspaceId workspace = new WorkspaceId(wanted.workspaceId());
        access.require(caller, workspace, Permission.CREATE);
        customers.ensureKnown(caller.id(), caller.username());
        quotas.reserve(caller.id(), workspace, wanted.resources());
        Workload workload = WorkloadFactory.workload(wanted);
        Environment environment = newEnvironment(caller, wanted, workload);
        if (!environments.insert(environment)) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN, "workspace " + workspace + " is archived and can only be read");
        }
        record(environment, "requested", caller);
        outbox.publish(new EnvRequested(environment.id(), caller.id(), workspace, environment.name(), workload));
        return environment;
    }

    /** As the caller may see it; a stranger's does not exist. */
    Environment show(Caller caller, WorkloadId id) {
        Environment environment = environments.find(id).orElseThrow(() -> Environment.notFound(id));
        require(caller, environment, Permission.VIEW);
        return environment;
    }

    @Transactional
    Environment rename(Caller caller, WorkloadId id, String name) {
        Environment environment = environments.lock(id).orElseThrow(() -> Environment.notFound(id));
        require(caller, environment, Permission.EDIT);
        Environment renamed = environment.named(name);
        environments.update(renamed);
        record(renamed, "renamed", caller);
        return renamed;
    }

    /** @throws PlatformException ENVIRONMENT_STATE_CONFLICT if its state does not allow the wish, saying which ones it does */
    @Transactional
    Environment wish(Caller caller, WorkloadId id, Wish wish) {
        Environment environment = environments.lock(id).orElseThrow(() -> Environment.notFound(id));
        require(caller, environment, permission(caller, environment, wish));
        requireAllowed(environment, wish);
        Environment wished = environment.living(lifeAfter(environment, wish));
        environments.update(wished);
        record(wished, wish.wireName() + "_requested", caller);
        outbox.publish(event(caller, id, wish));
        return wished;
    }

    private Environment newEnvironment(Caller caller, NewEnvironment wanted, Workload workload) {
        Size size = new Size(wanted.cpu(), workload.memory(), workload.gpu().count(), workload.storage());
        return new Environment(
                ids.next(),
                wanted.name(),
                caller.id(),
                new WorkspaceId(wanted.workspaceId()),
                workload.image(),
                size,
                clock.instant(),
                new Life(Standing.NEW, null, Placement.nowhere(workload.ports()), true, null, null));
    }

    /** A start takes its quota at once, so that nobody takes it while the start is under way. */
    private Life lifeAfter(Environment environment, Wish wish) {
        Life life = environment.life().at(environment.life().standing().after(wish), null);
        if (life.standing().status() != Status.CREATING) {
            return life;
        }
        if (!life.computeHeld()) {
            quotas.reserve(
                    environment.customerId(),
                    environment.workspaceId(),
                    environment.size().compute());
        }
        return life.holdingCompute(true).placed(life.placement().stopped());
    }

    private void require(Caller caller, Environment environment, Permission permission) {
        access.require(caller, environment.workspaceId(), permission, () -> Environment.notFound(environment.id()));
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
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "a " + status.wireName() + " environment cannot be asked to " + wish.wireName(),
                    Map.of(
                            "status", status.wireName(),
                            "allowed",
                                    Wish.allowedIn(status).stream()
                                            .map(Wish::wireName)
                                            .toList()));
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

    private void record(Environment environment, String type, Caller caller) {
        String message = type.replace('_', ' ') + " by " + caller.username();
        timeline.record(
                environment.id(),
                new TimelineEntry(clock.instant(), type, environment.status().wireName(), message, caller.username()));
    }
}
