package io.remotegpu.agent.images;

import java.time.Duration;
import java.util.Set;

/**
 * When images go.
 *
 * @param high percent of the disk that are used when the first one goes
 * @param low percent at which no more go
 * @param unusedFor how long none of this platform's containers was made from one that goes
 * @param kept references of those that never go: the agent itself needs them
 */
public record ImageSettings(int high, int low, Duration unusedFor, Set<String> kept) {
    /** @throws IllegalArgumentException unless 0 &lt; low &lt;= high &lt;= 100 */
    public ImageSettings {
        if (low <= 0 || low > high || high > 100) {
            throw new IllegalArgumentException(
                    "--images-low and --images-high must be percent, the first not above the second");
        }
    }
}
