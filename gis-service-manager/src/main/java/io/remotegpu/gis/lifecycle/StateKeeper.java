package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.services.ServiceStates;
import io.remotegpu.gis.services.ServiceStatus;
import io.remotegpu.gis.services.UserService;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps what is known of a service, shows it to its users and tells it to gateways, all at once. */
@Component
class StateKeeper {
    private final StateStore states;
    private final ServiceStates shown;
    private final Routes routes;
    private final Clock clock;

    StateKeeper(StateStore states, ServiceStates shown, Routes routes, Clock clock) {
        this.states = states;
        this.shown = shown;
        this.routes = routes;
        this.clock = clock;
    }

    /** Its state, locked; a fresh one if nothing was ever wanted of it. The service's row is locked already. */
    ServiceState lock(UserService service) {
        return states.lockOrCreate(ServiceState.created(service.id(), service.owner(), service.configVersion()));
    }

    Optional<ServiceState> find(long service) {
        return states.find(service);
    }

    ServiceState keep(UserService service, ServiceState state) {
        states.save(state);
        if (service.status() != ServiceStatus.DELETING) {
            Place place = state.place();
            shown.observed(state.id(), state.observed().status(), place == null ? null : place.port(), clock.instant());
        }
        routes.announce(service, state);
        return state;
    }
}
