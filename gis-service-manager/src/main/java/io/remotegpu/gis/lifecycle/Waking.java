package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.error.PlatformException;
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

    /**
     * Starts it if it is asleep. One that its owner stopped stays so.
     *
     * @return whether it runs or will
     * @throws PlatformException NOT_FOUND for one that does not exist, and why it may not start
     */
    public boolean wake(long service) {
        ServiceState state =
                states.find(service).orElseThrow(() -> PlatformException.notFound("user_service", service));
        return (state.asleep() ? lifecycle.wake(service) : state).wantedUp();
    }

    /** Stops one that nobody called for long; nothing happens unless it runs. */
    public void sleep(long service) {
        lifecycle.sleep(service);
    }
}
