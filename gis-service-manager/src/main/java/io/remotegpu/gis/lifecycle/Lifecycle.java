package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationStatus;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.services.Launch;
import io.remotegpu.gis.services.Launches;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceStatus;
import io.remotegpu.gis.services.UserService;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says where services are wanted. A wish, what it takes from the quota, its log entry and what is told to the scheduler are one transaction; asking for
 * what is the case already changes nothing. A service's own row is always locked before its state's.
 */
@Service
class Lifecycle {
    private final ServiceDirectory services;
    private final Launches launches;
    private final StateKeeper states;
    private final SpendingBlocks spending;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final Wishes wishes;

    Lifecycle(
            ServiceDirectory services,
            Launches launches,
            StateKeeper states,
            SpendingBlocks spending,
            QuotaLedger quotas,
            OperationLog log,
            Wishes wishes) {
        this.services = services;
        this.launches = launches;
        this.states = states;
        this.spending = spending;
        this.quotas = quotas;
        this.log = log;
        this.wishes = wishes;
    }

    /** Wants it running with its latest configuration. */
    @Transactional
    ServiceState start(long id, CustomerId actor, OperationType why) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp() && state.observed().isOnItsWay() && state.configVersion() == service.configVersion()) {
            return state;
        }
        return up(service, state.troubled(Trouble.NONE), actor, why, false);
    }

    /** Wants it stopped and running again. */
    @Transactional
    ServiceState restart(long id, CustomerId actor) {
        UserService service = living(id);
        return up(service, states.lock(service).troubled(Trouble.NONE), actor, OperationType.RESTART, true);
    }

    /** Starts one again that failed, with its latest configuration; the count of its failures goes on. */
    @Transactional
    void again(long id, OperationType why) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp()) {
            up(service, state, service.owner(), why, false);
        }
    }

    /** Its configuration is another one: what runs, or waits to, follows if it has to. */
    @Transactional
    void changed(long id, boolean restart) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp() && restart) {
            up(service, state, service.owner(), OperationType.RESTART, false);
        } else {
            states.keep(service, state.renumbered(service.configVersion()));
        }
    }

    /** Wants it stopped. Its volumes stay. */
    @Transactional
    ServiceState stop(long id, CustomerId actor, OperationType why) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        boolean down = state.observed() == Observed.STOPPED || state.observed() == Observed.STOPPING;
        if (!state.wantedUp() && down) {
            return state;
        }
        return down(service, state, actor, why);
    }

    private ServiceState up(
            UserService service, ServiceState state, CustomerId actor, OperationType why, boolean anew) {
        spending.require(service.owner());
        Launch launch = launches.of(service.id());
        quotas.reserveRun(
                service.owner(),
                service.id(),
                launch.rendered().size().memoryMb(),
                service.size().concurrentRequests());
        supersede(state);
        long entry = log.begin(service.id(), actor, why, "asked for");
        ServiceState next = state.wanted(Desired.RUNNING, Observed.STARTING, service.configVersion(), entry);
        wishes.running(next, service, Workloads.of(launch.rendered()), anew);
        return states.keep(service, next);
    }

    private ServiceState down(UserService service, ServiceState state, CustomerId actor, OperationType why) {
        supersede(state);
        long entry = log.begin(service.id(), actor, why, "asked for");
        String reason = why == OperationType.IDLE_STOP ? ServiceState.IDLE : null;
        ServiceState next = state.wanted(Desired.STOPPED, Observed.STOPPING, state.configVersion(), entry)
                .seen(Observed.STOPPING, reason);
        wishes.stopped(next, actor);
        return states.keep(service, next);
    }

    /** What was asked for before has no answer of its own any more. */
    private void supersede(ServiceState state) {
        Long entry = state.wish().operation();
        if (entry != null) {
            log.finish(entry, OperationStatus.FAILED, "a later request took its place", Map.of());
        }
    }

    private UserService living(long id) {
        UserService service = services.lock(id).orElseThrow(() -> PlatformException.notFound("user_service", id));
        if (service.status() == ServiceStatus.DELETING) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "the service is being deleted",
                    Map.of("status", service.status().wireName()));
        }
        return service;
    }
}
