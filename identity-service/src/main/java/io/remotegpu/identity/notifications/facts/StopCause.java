package io.remotegpu.identity.notifications.facts;

import java.util.Locale;

/** Why an environment is being stopped, as far as a fact says so. */
enum StopCause {
    PERSON,
    /** It comes up again at once: nobody needs to hear of the stop. */
    RESTART,
    DELETE,
    DURATION,
    BALANCE,
    BUDGET,
    IDLE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StopCause of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    boolean isWorthTelling() {
        return this != RESTART && this != DELETE;
    }
}
