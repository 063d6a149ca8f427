package io.remotegpu.gis.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a service was last seen.
 *
 * @param reason why it is there, for people
 * @param epoch of its latest lease; facts of older ones are about runs that are over
 * @param place null unless it runs, or ran when its host was last heard of
 */
record Sight(
        Observed observed,
        @Nullable String reason,
        long epoch,
        @Nullable Place place,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt) {
    Sight at(Observed now, @Nullable String why) {
        return new Sight(now, why, epoch, place, startedAt, stoppedAt);
    }
}
