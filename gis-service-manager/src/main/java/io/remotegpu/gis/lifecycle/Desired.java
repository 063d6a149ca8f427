package io.remotegpu.gis.lifecycle;

import java.util.Locale;

/** Where its owner wants a service. */
enum Desired {
    RUNNING,
    STOPPED,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
