package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.logs.OperationType;
import org.springframework.stereotype.Component;

/** Lets services sleep that nobody calls, and wakes them when somebody does. */
@Component
public class Waking {
    private final StateStore states;
    private final Lifecycle lifecycle;

    Waking(StateStore states, Lifecycle lifecycle) {
        this.states = states;
        this.lifecycle = lifecycle;
    }

    /** Starts it if it is asleep. One that its owner stopped stays so. @return whether it runs or will */
    public boolean wake(WorkloadId workload) {
        return states.find(WorkloadIds.service(workload))
                .map(state ->
                        state.asleep() ? lifecycle.start(state.id(), state.owner(), OperationType.AUTO_START) : state)
                .filter(ServiceState::wantedUp)
                .isPresent();
    }

    /** Stops one that nobody called for long; nothing happens unless it runs. */
    public void sleep(long service) {
        states.find(service)
                .filter(state -> state.wantedUp() && state.observed() == Observed.RUNNING)
                .ifPresent(state -> lifecycle.stop(service, state.owner(), OperationType.IDLE_STOP));
    }
}
