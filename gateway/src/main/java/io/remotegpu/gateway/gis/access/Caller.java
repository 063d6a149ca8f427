package io.remotegpu.gateway.gis.access;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;
import io.remotegpu.contracts.GisRoute;

/** Who asks. */
public sealed interface Caller {
    /** Shows nothing. */
    record Anonymous() implements Caller {}

    /**
     * Logged in, by a login or an API token.
     *
     * @param reads whether the token opens reading of services; a login's always does
     * @param writes whether it opens changing them
     */
    record Person(CustomerId customer, boolean administrator, boolean reads, boolean writes) implements Caller {}

    /** Shows an API key that is good now and from here, of this instance or another one. */
    record KeyHolder(GisApiKey key) implements Caller {
        /** Whether the key is one of that instance. */
        public boolean opens(GisRoute route) {
            return key.serviceId().equals(route.serviceId());
        }
    }

    /** Shows an API key that is unknown, expired, or not meant for the page that sent it. */
    record WrongKey() implements Caller {}
}
