package io.remotegpu.agent.journal;

import java.time.Instant;

/** How a workload ended by itself. {@code reported} once the fact has reached Kafka. */
public record Exit(int code, boolean outOfMemory, String reason, Instant at, boolean reported) {
    public Exit asReported() {
        return new Exit(code, outOfMemory, reason, at, true);
    }
}
