package io.remotegpu.scheduler.provisioning;

import java.util.Locale;

/** Where its owner wants a workload; the latest wish counts. */
enum Desired {
    RUNNING,
    STOPPED,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Desired of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
