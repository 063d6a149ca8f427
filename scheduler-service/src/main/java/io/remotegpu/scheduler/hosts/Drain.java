package io.remotegpu.scheduler.hosts;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.List;
import java.util.Map;

/** What becomes of what lives on a host that is closed. */
public enum Drain {
    /** It stays. */
    NONE,
    /** What runs is stopped, homes kept there. */
    STOP,
    /** What can goes to another host with its home; what cannot is stopped. */
    MOVE;

    /** {@code true} and {@code false} say the same as {@code stop} and nothing. */
    @JsonCreator
    static Drain of(Object value) {
        return switch (String.valueOf(value)) {
            case "false" -> NONE;
            case "true", "stop" -> STOP;
            case "move" -> MOVE;
            default ->
                throw new PlatformException(
                        ErrorCode.VALIDATION_FAILED,
                        "drain must be true, false, stop or move",
                        Map.of(
                                "fields",
                                List.of(Map.of("field", "drain", "reason", "must be true, false, stop or move"))));
        };
    }
}
