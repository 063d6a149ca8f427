package io.remotegpu.contracts;

import io.remotegpu.contracts.gis.GisAccess;
import io.remotegpu.contracts.gis.GisEndpoint;
import io.remotegpu.contracts.gis.GisLimits;
import io.remotegpu.contracts.gis.GisVisibility;
import org.jspecify.annotations.Nullable;

/**
 * How a GIS service is reached now. The topic is compacted and keyed by service, so reading it from its start gives every route that there is; {@link
 * State#DELETED} means that there is none any more. {@code reason} is for people, {@code endpoint} is there while it may be called.
 */
@WireType("gis.route.v1")
public record GisRoute(
        WorkloadId serviceId,
        String instanceKey,
        CustomerId owner,
        String serviceType,
        State state,
        @Nullable String reason,
        @Nullable GisEndpoint endpoint,
        GisVisibility visibility,
        GisAccess access,
        GisLimits limits,
        boolean wakeOnRequest)
        implements Event {

    @Override
    public String topic() {
        return Topics.GIS_ROUTES;
    }

    @Override
    public String key() {
        return serviceId.value();
    }

    public enum State {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        ERROR,
        /** Its host is silent. */
        UNKNOWN,
        DELETED
    }
}
