package io.remotegpu.workspace.connections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as far as it matters to what follows. {@code endedAt} is null while it is open. */
record KnownSession(
        String sessionId,
        String kind,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String fingerprint,
        @Nullable String who) {
    boolean isOpen() {
        return endedAt == null;
    }
}
