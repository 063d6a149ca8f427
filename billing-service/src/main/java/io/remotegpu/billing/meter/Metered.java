package io.remotegpu.billing.meter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** The same time in parts that adjoin: a new one begins at each of these instants, which are in order, that lies inside it. */
    default List<Metered> dividedAt(List<Instant> instants) {
        List<Metered> parts = new ArrayList<>();
        Metered rest = this;
        for (Instant instant : instants) {
            if (instant.isAfter(rest.start()) && (end() == null || instant.isBefore(end()))) {
                parts.add(new Closed(rest.start(), instant));
                rest = rest.from(instant);
            }
        }
        parts.add(rest);
        return parts;
    }

    private Metered from(Instant later) {
        return switch (this) {
            case Open _ -> new Open(later);
            case Paused paused -> new Paused(later, paused.end());
            case Closed closed -> new Closed(later, closed.end());
        };
    }
}
