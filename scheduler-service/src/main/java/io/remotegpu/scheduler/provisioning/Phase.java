package io.remotegpu.scheduler.provisioning;

import java.util.Locale;

/** Where a workload is. {@code STARTING}, {@code STOPPING}, {@code MOVING} and {@code DELETING} each mean that the saga of that name is under way. */
enum Phase {
    QUEUED,
    STARTING,
    RUNNING,
    /** It ran when its host was last heard of. */
    UNKNOWN,
    STOPPING,
    STOPPED,
    FAILED,
    /** Its home is on the way to another host, and nothing of it runs. */
    MOVING,
    DELETING,
    DELETED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Phase of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
