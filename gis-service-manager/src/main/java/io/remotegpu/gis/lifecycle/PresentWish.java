package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.datafiles.Fence;
import org.springframework.stereotype.Component;

/** Lets hosts load files for the latest start alone: an older one belongs to somebody who no longer runs the service. */
@Component
class PresentWish implements Fence {
    private final StateStore states;

    PresentWish(StateStore states) {
        this.states = states;
    }

    @Override
    public boolean stands(long service, long generation) {
        return states.find(service)
                .filter(state -> state.wantedUp() && state.generation() == generation)
                .isPresent();
    }
}
