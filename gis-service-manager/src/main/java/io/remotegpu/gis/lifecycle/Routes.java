package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.gis.access.AccessRules;
import io.remotegpu.gis.access.OwnedService;
import io.remotegpu.gis.access.WorkloadIds;
import io.remotegpu.gis.descriptors.DescriptorCatalog;
import io.remotegpu.gis.services.ServiceStatus;
import io.remotegpu.gis.services.UserService;
import io.remotegpu.messaging.Outbox;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells gateways how each service is reached. Its endpoint carries the epoch of its lease, so that an older one is never taken for it again. */
@Component
class Routes {
    private static final long BODY_BYTES = 32L * 1024 * 1024;

    private final Outbox outbox;
    private final DescriptorCatalog types;

    Routes(Outbox outbox, DescriptorCatalog types) {
        this.outbox = outbox;
        this.types = types;
    }

    void announce(UserService service, ServiceState state) {
        outbox.publish(new GisRoute(
                WorkloadIds.of(service.id()),
                service.instanceKey(),
                service.owner(),
                service.type(),
                service.status() == ServiceStatus.DELETING || state.observed() == Observed.DELETED
                        ? GisRoute.State.DELETED
                        : state(state.observed()),
                state.reason(),
                endpoint(state),
                GisVisibility.valueOf(service.visibility().toUpperCase(Locale.ROOT)),
                AccessRules.of(types.require(service.type()).descriptor()),
                new GisLimits(service.size().concurrentRequests(), 0, BODY_BYTES),
                state.asleep()));
    }

    /** There is nothing to be reached any more. */
    void withdraw(OwnedService gone) {
        outbox.publish(new GisRoute(
                WorkloadIds.of(gone.id()),
                gone.instanceKey(),
                gone.owner(),
                gone.type(),
                GisRoute.State.DELETED,
                null,
                null,
                GisVisibility.PRIVATE,
                new GisAccess(GisAccess.PathMode.PREFIX_NATIVE, List.of()),
                new GisLimits(0, 0, 0),
                false));
    }

    /** Only what runs may be called: a silent host's port may already lead to somebody else. */
    private static @Nullable GisEndpoint endpoint(ServiceState state) {
        Place place = state.place();
        return place == null || state.observed() != Observed.RUNNING
                ? null
                : new GisEndpoint(place.host(), place.port(), state.epoch());
    }

    private static GisRoute.State state(Observed observed) {
        return switch (observed) {
            case STOPPED -> GisRoute.State.STOPPED;
            case QUEUED, STARTING, WAITING -> GisRoute.State.STARTING;
            case RUNNING -> GisRoute.State.RUNNING;
            case STOPPING -> GisRoute.State.STOPPING;
            case UNKNOWN -> GisRoute.State.UNKNOWN;
            case ERROR -> GisRoute.State.ERROR;
            case DELETED -> GisRoute.State.DELETED;
        };
    }
}
