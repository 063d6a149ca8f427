package io.remotegpu.billing.ledger;

import java.util.Locale;

/** What a GPU-second is. Each is exactly one of these. */
enum State {
    BILLED,
    FREE,
    QUARANTINED,
    UNKNOWN,
    MAINTENANCE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
