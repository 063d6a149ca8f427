package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.HostId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which host a service is on. */
@Component
public class Hosts {
    private final StateStore states;

    Hosts(StateStore states) {
        this.states = states;
    }

    /** Empty while nothing of it runs. */
    public Optional<HostId> of(long service) {
        return states.find(service).map(ServiceState::place).map(place -> new HostId(place.hostId()));
    }
}
