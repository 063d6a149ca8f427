package io.remotegpu.agent.runtime.docker;

import io.remotegpu.contracts.workload.LogLine;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Behind the line that a stream had at an instant. To go on there the log is read from a little before, up to that very line: lines are not in the order of
 * their instants, since each stream has a thread of the engine with its own look at the clock.
 */
record LogPosition(Instant at, LogLine.Stream stream) {
    private static final int SECONDS_BEFORE = 1;

    static Optional<LogPosition> parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split("/", 2);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            LogLine.Stream stream = LogLine.Stream.valueOf(parts[1].toUpperCase(Locale.ROOT));
            return Optional.of(new LogPosition(Instant.parse(parts[0]), stream));
        } catch (DateTimeException | IllegalArgumentException noPosition) {
            return Optional.empty();
        }
    }

    static LogPosition behind(LogLine line, Instant at) {
        return new LogPosition(at, line.stream());
    }

    /** Whether a line is so much later that the line itself cannot come any more: it was rotated away. */
    boolean isMissedAt(Instant line) {
        return line.isAfter(at.plusSeconds(SECONDS_BEFORE));
    }

    /** Where the engine is asked to begin: it counts in seconds here. */
    int since() {
        return Math.toIntExact(Math.clamp(at.getEpochSecond() - SECONDS_BEFORE, 0, Integer.MAX_VALUE));
    }

    @Override
    public String toString() {
        return at + "/" + stream;
    }
}
