package io.remotegpu.agent.journal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** How a workload ended by itself, and what it printed last. {@code reported} once the fact has reached Kafka. */
public record Exit(int code, boolean outOfMemory, String reason, Instant at, boolean reported, List<String> logTail) {
    public Exit {
        logTail = Objects.requireNonNullElse(logTail, List.of());
    }

    public Exit(int code, boolean outOfMemory, String reason, Instant at, boolean reported) {
        this(code, outOfMemory, reason, at, reported, List.of());
    }

    public Exit asReported() {
        return new Exit(code, outOfMemory, reason, at, true, logTail);
    }
}
