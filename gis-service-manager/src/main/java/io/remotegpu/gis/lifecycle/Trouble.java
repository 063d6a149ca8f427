package io.remotegpu.gis.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a service lately, and what is done about it.
 *
 * @param failures since {@code firstFailure}
 * @param restartAt while it waits to be started again
 * @param rollbackTo the version that it is started again with, null for the same
 */
record Trouble(
        int failures,
        @Nullable Instant firstFailure,
        @Nullable Instant restartAt,
        @Nullable Integer rollbackTo) {
    static final Trouble NONE = new Trouble(0, null, null, null);

    /** Nothing is waited for; what was counted stays. */
    Trouble overcome() {
        return new Trouble(failures, firstFailure, null, null);
    }
}
