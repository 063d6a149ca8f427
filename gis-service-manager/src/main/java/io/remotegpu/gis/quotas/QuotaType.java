package io.remotegpu.gis.quotas;

import java.util.Locale;

/** The plans that there are. */
public enum QuotaType {
    BASIC,
    STANDARD,
    PREMIUM;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static QuotaType of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
