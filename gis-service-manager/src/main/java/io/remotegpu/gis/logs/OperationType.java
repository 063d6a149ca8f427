package io.remotegpu.gis.logs;

import java.util.Locale;

/** What may be done to a service. */
public enum OperationType {
    CREATE,
    CONFIG_UPDATE,
    ROLLBACK,
    IMPORT,
    EXPORT,
    START,
    STOP,
    RESTART,
    DELETE,
    /** Started by the platform when it was found stopped. */
    AUTO_START,
    /** Started anew after it ended by itself. */
    RECOVERY,
    /** Told its settings after the start. */
    PROVISION,
    /** Stopped because nobody called it. */
    IDLE_STOP,
    /** Given another port, as its own was taken. */
    PORT_CHANGE,
    /** Found to keep more than it may, or no longer. */
    STORAGE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
