package io.remotegpu.gis.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an instance answered when it was asked how it is.
 *
 * @param state healthy, unhealthy, or unknown while it does not run
 * @param problem what is wrong with the answer, null if nothing
 * @param latencyMs until the answer was there
 */
record Health(
        String state,
        @Nullable String problem,
        @Nullable Integer status,
        @Nullable String contentType,
        @Nullable Long latencyMs,
        @Nullable Instant checkedAt) {
    static final Health UNKNOWN = new Health("unknown", null, null, null, null, null);

    static Health silent(String problem, Instant at) {
        return new Health("unhealthy", problem, null, null, null, at);
    }
}
