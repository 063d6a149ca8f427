package io.remotegpu.scheduler.provisioning;

import java.util.Locale;

/** Where a workload is. {@code STARTING}, {@code STOPPING} and {@code DELETING} each mean that the saga of that name is under way. */
enum Phase {
    QUEUED,
    STARTING,
    RUNNING,
    /** It ran when its host was last heard of. */
    UNKNOWN,
    STOPPING,
    STOPPED,
    FAILED,
    DELETING,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
