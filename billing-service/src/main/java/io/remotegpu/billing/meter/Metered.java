package io.remotegpu.billing.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One stretch of running time as the facts known so far have it. */
sealed interface Metered {
    Instant start();

    /** It still runs. */
    record Open(Instant start) implements Metered {}

    /** It ran until {@code end}, when its host fell silent; nobody knows yet what came of it. */
    record Paused(Instant start, Instant end) implements Metered {}

    /** It ran until {@code end} and no longer. */
    record Closed(Instant start, Instant end) implements Metered {}

    /** When it ended, null while it runs. */
    default @Nullable Instant end() {
        return switch (this) {
            case Open open -> null;
            case Paused paused -> paused.end();
            case Closed closed -> closed.end();
        };
    }
}
