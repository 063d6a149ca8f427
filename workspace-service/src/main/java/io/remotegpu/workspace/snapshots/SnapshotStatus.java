package io.remotegpu.workspace.snapshots;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has become of a snapshot. */
enum SnapshotStatus {
    CREATING,
    AVAILABLE,
    DELETING,
    /** It could not be taken. */
    ERROR,
    /** The host that kept it is gone for good. */
    LOST;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SnapshotStatus of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
