package io.remotegpu.messaging.relay;

/** What a replica's relay is doing. */
enum RelayState {
    STOPPED,
    /** Another replica relays, or this one is about to begin. */
    STANDBY,
    RELAYING,
    /** It failed and will try again after a pause. */
    FAILING
}
