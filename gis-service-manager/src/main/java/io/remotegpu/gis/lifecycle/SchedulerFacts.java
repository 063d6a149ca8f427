package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.lifecycle.Consequence.Failure;
import io.remotegpu.gis.logs.OperationLog;
import io.remotegpu.gis.logs.OperationStatus;
import io.remotegpu.gis.logs.OperationType;
import io.remotegpu.gis.provisioning.Provisioning;
import io.remotegpu.gis.quotas.QuotaLedger;
import io.remotegpu.gis.services.Launches;
import io.remotegpu.gis.services.ServiceDirectory;
import io.remotegpu.gis.services.ServiceRemoval;
import io.remotegpu.gis.services.ServiceStatus;
import io.remotegpu.gis.services.UserService;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Does what follows from what the scheduler says; what that is, {@link Reaction} decides. */
@Component
class SchedulerFacts {
    private final ServiceDirectory services;
    private final Launches launches;
    private final ServiceRemoval removal;
    private final StateKeeper states;
    private final QuotaLedger quotas;
    private final OperationLog log;
    private final Provisioning provisioning;
    private final Clock clock;

    SchedulerFacts(
            ServiceDirectory services,
            Launches launches,
            ServiceRemoval removal,
            StateKeeper states,
            QuotaLedger quotas,
            OperationLog log,
            Provisioning provisioning,
            Clock clock) {
        this.services = services;
        this.launches = launches;
        this.removal = removal;
        this.states = states;
        this.quotas = quotas;
        this.log = log;
        this.provisioning = provisioning;
        this.clock = clock;
    }

    /** Must run inside a transaction. */
    void take(SchedulerEvent fact) {
        services.lock(WorkloadIds.service(fact.workloadId())).ifPresent(service -> take(fact, service));
    }

    private void take(SchedulerEvent fact, UserService service) {
        ServiceState before = states.lock(service);
        Reaction reaction = Reaction.to(fact, before, recovery(fact, service), clock.instant());
        ServiceState after = follow(reaction);
        if (!after.equals(before)) {
            states.keep(service, after);
        }
        if (before.place() != null && after.place() == null) {
            provisioning.ended(service.id());
        }
        if (service.status() == ServiceStatus.DELETING && isOver(reaction.consequence())) {
            removal.finish(service.id());
        }
    }

    private Recovery recovery(SchedulerEvent fact, UserService service) {
        return fact instanceof SchedulerEvent.EnvFailed
                ? Recovery.of(launches.configuration(service.id()).content())
                : Recovery.USUAL;
    }

    private static boolean isOver(Consequence consequence) {
        return consequence instanceof Consequence.IsDown || consequence instanceof Consequence.IsGone;
    }

    private ServiceState follow(Reaction reaction) {
        ServiceState state = reaction.state();
        return switch (reaction.consequence()) {
            case Consequence.Nothing _ -> state;
            case Consequence.Runs _ -> {
                tellSettings(state);
                yield succeeded(state, "it runs and answers");
            }
            case Consequence.IsDown _, Consequence.IsGone _ -> {
                quotas.releaseRun(state.id());
                yield succeeded(state, "nothing of it runs");
            }
            case Consequence.TriesAgain(Failure failure, var at) ->
                failed(state, failure, Map.of("starts_again_at", at.toString()));
            case Consequence.RollsBack(Failure failure, int version) ->
                failed(state, failure, Map.of("rolled_back_to", version));
            case Consequence.GivesUp(Failure failure) -> {
                quotas.releaseRun(state.id());
                yield failed(state, failure, Map.of());
            }
        };
    }

    private void tellSettings(ServiceState running) {
        Place place = Objects.requireNonNull(running.place(), "what runs has a place");
        provisioning.ready(running.id(), URI.create("http://" + place.host() + ":" + place.port()));
    }

    private ServiceState succeeded(ServiceState state, String message) {
        Long entry = state.wish().operation();
        if (entry != null) {
            log.finish(entry, OperationStatus.SUCCESS, message, Map.of());
        }
        return state.operationEnded();
    }

    private ServiceState failed(ServiceState state, Failure failure, Map<String, ?> more) {
        Map<String, Object> details = new LinkedHashMap<>(more);
        details.put("cause", failure.cause());
        details.put("reason", failure.reason());
        details.put("log", failure.logTail());
        Long entry = state.wish().operation();
        if (entry != null) {
            log.finish(entry, OperationStatus.FAILED, failure.reason(), details);
        } else {
            log.failed(state.id(), state.owner(), OperationType.RECOVERY, failure.reason(), details, Duration.ZERO);
        }
        return state.operationEnded();
    }
}
