package io.remotegpu.workspace.lifecycle;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person sees an environment do. */
public enum Status {
    /** Nothing fits now; it starts by itself. */
    QUEUED,
    /** Being placed and started. */
    CREATING,
    RUNNING,
    /** It runs, but cannot reach its GPUs; nothing is billed, and a restart mends it. */
    DEGRADED,
    STOPPING,
    /** Its home is kept, nothing else is held. */
    STOPPED,
    DELETING,
    /** It failed or ended by itself; nothing but its home is held. */
    ERROR,
    /** Its host is silent; it may still run there. */
    UNKNOWN;

    /** As in JSON and SQL: {@code running}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Status of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Whether people can get into it. */
    public boolean isUp() {
        return this == RUNNING || this == DEGRADED;
    }

    /** Whether CPU, memory and GPUs count against quotas in this state even if nothing is placed yet. */
    public boolean needsCompute() {
        return switch (this) {
            case QUEUED, CREATING, RUNNING, DEGRADED, UNKNOWN -> true;
            case STOPPING, STOPPED, DELETING, ERROR -> false;
        };
    }
}
