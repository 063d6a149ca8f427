package io.remotegpu.contracts.workload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line that a workload printed, without its end.
 *
 * @param at when, by the clock of its host; null where the runtime does not note it
 * @param text as it was printed, also what looks like secrets or control characters; what is no UTF-8 became U+FFFD
 * @param cut whether the line was longer and only its beginning is here
 */
public record LogLine(@Nullable Instant at, Stream stream, String text, boolean cut) {
    public enum Stream {
        STDOUT,
        STDERR
    }
}
