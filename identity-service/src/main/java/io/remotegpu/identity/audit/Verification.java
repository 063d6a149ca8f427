package io.remotegpu.identity.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one walk through the whole chain found.
 *
 * @param entries how many were looked at
 * @param firstId the oldest entry that is kept, null if there is none
 * @param brokenId the first entry that does not fit, null if all do or if entries are missing at the end
 * @param problem what is wrong, null if nothing is
 */
record Verification(
        Instant startedAt,
        Instant finishedAt,
        boolean intact,
        long entries,
        @Nullable Long firstId,
        @Nullable Long lastId,
        @Nullable Long brokenId,
        @Nullable String problem) {}
