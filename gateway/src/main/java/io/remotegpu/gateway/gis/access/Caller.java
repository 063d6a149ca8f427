package io.remotegpu.gateway.gis.access;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.GisApiKey;

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

    /** Shows an API key of an instance that is good now and here. */
    record KeyHolder(GisApiKey key) implements Caller {}

    /** Shows an API key that is unknown, expired, or not meant for the page that sent it. */
    record WrongKey() implements Caller {}
}
