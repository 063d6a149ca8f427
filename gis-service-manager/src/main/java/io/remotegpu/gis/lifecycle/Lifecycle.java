package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.gis.datafiles.FilesOfLaunch;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationStatus;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.services.Launch;
import io.remotegpu.gis.services.Launches;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceStatus;
import io.remotegpu.gis.services.UserService;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says where services are wanted. A wish, what it takes from the quota, its log entry and what is told to the scheduler are one transaction; asking for
 * what is the case already changes nothing. Locks are taken in one order: what is left of the owner's quota where some may be taken, the service, its state.
 */
@Service
class Lifecycle {
    private final ServiceDirectory services;
    private final Launches launches;
    private final FilesOfLaunch files;
    private final StateKeeper states;
    private final Accounts accounts;
    private final SpendingBlocks spending;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final Wishes wishes;

    Lifecycle(
            ServiceDirectory services,
            Launches launches,
            FilesOfLaunch files,
            StateKeeper states,
            Accounts accounts,
            SpendingBlocks spending,
            QuotaLedger quotas,
            OperationLog log,
            Wishes wishes) {
        this.services = services;
        this.launches = launches;
        this.files = files;
        this.states = states;
        this.accounts = accounts;
        this.spending = spending;
        this.quotas = quotas;
        this.log = log;
        this.wishes = wishes;
    }

    /** Wants it running with its latest configuration. */
    @Transactional
    ServiceState start(long id, CustomerId actor, OperationType why) {
        UserService service = startable(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp() && state.observed().isOnItsWay() && state.configVersion() == service.configVersion()) {
            return state;
        }
        return up(service, state.troubled(Trouble.NONE), actor, why, false);
    }

    /** Wants it stopped and running again. */
    @Transactional
    ServiceState restart(long id, CustomerId actor) {
        UserService service = startable(id);
        return up(service, states.lock(service).troubled(Trouble.NONE), actor, OperationType.RESTART, true);
    }

    /** Starts one again that failed, with its latest configuration; the count of its failures goes on. */
    @Transactional
    void again(long id, OperationType why) {
        UserService service = startable(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp()) {
            up(service, state, service.owner(), why, false);
        }
    }

    /** Its configuration is another one: what runs, or waits to, follows if it has to. */
    @Transactional
    void changed(long id, boolean restart) {
        UserService service = startable(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp() && restart) {
            up(service, state, service.owner(), OperationType.RESTART, false);
        } else {
            states.keep(service, state.renumbered(service.configVersion()));
        }
    }

    /** Wants it stopped, also if it only sleeps. Its volumes stay. */
    @Transactional
    ServiceState stop(long id, CustomerId actor, OperationType why) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        boolean down = state.observed() == Observed.STOPPED || state.observed() == Observed.STOPPING;
        if (state.wantedUp() || !down) {
            return down(service, state, actor, why);
        }
        if (state.asleep()) {
            log.done(id, actor, why, "it does not start by itself any more", Duration.ZERO);
            return states.keep(service, state.notWaking());
        }
        return state;
    }

    /** Stops it until somebody calls it; nothing happens unless it runs. */
    @Transactional
    void sleep(long id) {
        UserService service = living(id);
        ServiceState state = states.lock(service);
        if (state.wantedUp() && state.observed() == Observed.RUNNING) {
            down(service, state, service.owner(), OperationType.IDLE_STOP);
        }
    }

    /** Starts it if it is still asleep. */
    @Transactional
    ServiceState wake(long id) {
        UserService service = startable(id);
        ServiceState state = states.lock(service);
        return state.asleep()
                ? up(service, state.troubled(Trouble.NONE), service.owner(), OperationType.AUTO_START, false)
                : state;
    }

    private ServiceState up(
            UserService service, ServiceState state, CustomerId actor, OperationType why, boolean anew) {
        accounts.require(service.owner());
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
        wishes.running(next, service, workload(launch, next), anew);
        return states.keep(service, next);
    }

    private Workload workload(Launch launch, ServiceState wanted) {
        return Workloads.of(launch.rendered(), launch.descriptor().dataFiles(), files.of(launch, wanted.generation()));
    }

    private ServiceState down(UserService service, ServiceState state, CustomerId actor, OperationType why) {
        supersede(state);
        long entry = log.begin(service.id(), actor, why, "asked for");
        ServiceState next = state.wanted(Desired.STOPPED, Observed.STOPPING, state.configVersion(), entry);
        wishes.stopped(next, actor);
        return states.keep(service, why == OperationType.IDLE_STOP ? next.fallingAsleep() : next);
    }

    /** What was asked for before has no answer of its own any more. */
    private void supersede(ServiceState state) {
        Long entry = state.wish().operation();
        if (entry != null) {
            log.finish(entry, OperationStatus.FAILED, "a later request took its place", Map.of());
        }
    }

    private UserService startable(long id) {
        return living(id, services.lockWithQuota(id));
    }

    private UserService living(long id) {
        return living(id, services.lock(id));
    }

    private static UserService living(long id, Optional<UserService> locked) {
        UserService service = locked.orElseThrow(() -> PlatformException.notFound("user_service", id));
        if (service.status() == ServiceStatus.DELETING) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "the service is being deleted",
                    Map.of("status", service.status().wireName()));
        }
        return service;
    }
}
