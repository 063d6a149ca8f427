package io.remotegpu.workspace.requests;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What its owner wants done when nobody uses an environment. What is left out is as {@code workspace.idle} says.
 *
 * @param idleAfter seconds without use, ten minutes to thirty days
 * @param grace seconds between the warning and the stop
 * @param counts what is use
 * @param gpuAbove percent; a GPU that is busier is used
 * @param cpuAbove cores; an environment that takes more is used
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdlePolicy(
        @NotNull @Min(600) @Max(2_592_000) Integer idleAfter,
        @NotNull Action action,
        @Nullable @Min(60) @Max(86_400) Integer grace,
        @Nullable @Size(min = 1, max = 6) List<@NotNull Signal> counts,
        @Nullable @DecimalMin("0") @DecimalMax("99") Double gpuAbove,
        @Nullable @DecimalMin("0") @DecimalMax("64") Double cpuAbove) {
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

    /** What may be taken for use. */
    public enum Signal {
        /** Somebody types in an SSH terminal; one that is merely open is none. */
        INPUT,
        /** Open connections to its ports, and SSH without a terminal, as editors have. */
        CONNECTIONS,
        /** A Jupyter kernel or terminal works or did lately. */
        NOTEBOOKS,
        GPU,
        CPU,
        /** Anything runs beside shells and the image's own services, be it ever so quiet. */
        PROCESSES;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Signal> find(String wireName) {
            return Arrays.stream(values())
                    .filter(signal -> signal.wireName().equals(wireName))
                    .findFirst();
        }

        /** All of them, for people. */
        public static String choices() {
            return Arrays.stream(values()).map(Signal::wireName).collect(Collectors.joining(", "));
        }

        @JsonCreator
        static Signal of(String wireName) {
            return find(wireName).orElseThrow(() -> new IllegalArgumentException("must be of " + choices()));
        }
    }
}
