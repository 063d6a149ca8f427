package io.remotegpu.web.idempotency;

import org.jspecify.annotations.Nullable;

/** What the first request was answered with; repeats get the same. */
record FirstAnswer(
        int status, @Nullable String location, @Nullable String mediaType, byte[] body) {
    private static final int NO_STATUS = 0;

    /** In place of an answer that must not be stored. */
    static final FirstAnswer NOT_KEPT = new FirstAnswer(NO_STATUS, null, null, new byte[0]);

    boolean isKept() {
        return status != NO_STATUS;
    }
}
