package io.remotegpu.workspace.lifecycle;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a person may want of an environment that exists. */
public enum Wish {
    START(Status.CREATING),
    STOP(Status.STOPPING),
    RESTART(Status.CREATING),
    DELETE(Status.DELETING);

    private final Status meanwhile;

    Wish(Status meanwhile) {
        this.meanwhile = meanwhile;
    }

    /** What is shown until the scheduler has answered. */
    public Status meanwhile() {
        return meanwhile;
    }

    public boolean isAllowedIn(Status status) {
        return switch (status) {
            case QUEUED, CREATING, UNKNOWN -> this == STOP || this == DELETE;
            case RUNNING, DEGRADED -> this == STOP || this == RESTART || this == DELETE;
            case STOPPING -> this == DELETE;
            case STOPPED -> this == START || this == DELETE;
            case ERROR -> this == START || this == RESTART || this == DELETE;
            // who sees it hang may ask again: the first wish may have been lost, and a repeat does no harm
            case DELETING -> this == DELETE;
        };
    }

    public static List<Wish> allowedIn(Status status) {
        return Arrays.stream(values()).filter(wish -> wish.isAllowedIn(status)).toList();
    }

    /** As in JSON and paths: {@code restart}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
