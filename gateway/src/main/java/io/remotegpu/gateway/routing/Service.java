package io.remotegpu.gateway.routing;

import java.util.Locale;

/** A service behind the gateway. */
public enum Service {
    IDENTITY,
    WORKSPACE,
    SCHEDULER,
    BILLING,
    GIS;

    /** Its name in answers, paths and logs, such as {@code identity}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
