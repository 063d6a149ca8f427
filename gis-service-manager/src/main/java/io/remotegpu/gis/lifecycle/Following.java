package io.remotegpu.gis.lifecycle;

import io.remotegpu.gis.services.ServiceActions;
import io.remotegpu.gis.services.ServiceDirectory;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes what runs follow what is configured. */
@Component
class Following implements ServiceActions {
    private final ServiceDirectory services;
    private final StateKeeper states;
    private final StateStore store;
    private final Lifecycle lifecycle;
    private final Wishes wishes;
    private final Routes routes;
    private final Clock clock;

    Following(
            ServiceDirectory services,
            StateKeeper states,
            StateStore store,
            Lifecycle lifecycle,
            Wishes wishes,
            Routes routes,
            Clock clock) {
        this.services = services;
        this.states = states;
        this.store = store;
        this.lifecycle = lifecycle;
        this.wishes = wishes;
        this.routes = routes;
        this.clock = clock;
    }

    /** It starts in a moment and not here: that it cannot must not keep it from being created. */
    @Override
    public void created(long id, boolean autoStart) {
        services.lock(id).ifPresent(service -> {
            ServiceState state = states.lock(service);
            states.keep(service, autoStart ? state.soon(clock.instant(), null) : state);
        });
    }

    @Override
    public void changed(long id, boolean restart) {
        lifecycle.changed(id, restart);
    }

    @Override
    public void deleted(long id, boolean keepData) {
        services.lock(id).ifPresent(service -> {
            ServiceState state = states.lock(service);
            Desired desired = keepData ? Desired.STOPPED : Desired.DELETED;
            ServiceState next = state.wanted(desired, Observed.STOPPING, state.configVersion(), null);
            if (keepData) {
                wishes.stopped(next, service.owner());
            } else {
                wishes.gone(next);
            }
            states.keep(service, next);
        });
    }

    /** One that was wanted once may have left something on a host though it never ran. */
    @Override
    public void gone(long id) {
        store.buried(id).ifPresent(routes::withdraw);
        store.lock(id)
                .filter(state -> state.generation() > 0 && state.wish().desired() != Desired.DELETED)
                .filter(state -> state.sight().startedAt() == null)
                .ifPresent(state -> {
                    ServiceState next = state.wanted(Desired.DELETED, Observed.STOPPING, state.configVersion(), null);
                    wishes.gone(next);
                    store.save(next);
                });
    }
}
