package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;

/**
 * What its owner wants done when nobody uses an environment.
 *
 * @param idleAfter seconds without use, ten minutes to thirty days
 */
public record IdlePolicy(
        @NotNull @Min(600) @Max(2_592_000) Integer idleAfter,
        @NotNull Action action) {
    public enum Action {
        STOP,
        NOTIFY;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Action of(String wireName) {
            return switch (wireName) {
                case "stop" -> STOP;
                case "notify" -> NOTIFY;
                default -> throw new IllegalArgumentException("must be stop or notify");
            };
        }
    }
}
