package io.remotegpu.scheduler.snapshots;

import java.util.Locale;

/** Where a snapshot is in its life. {@code TAKING} and {@code DELETING} each mean that the saga of that name is under way. */
enum SnapshotStatus {
    TAKING,
    READY,
    FAILED,
    DELETING,
    DELETED,
    LOST;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SnapshotStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
