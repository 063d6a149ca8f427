package io.remotegpu.agent.health;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one GPU's health from flapping. What is certain is told at once; what may pass must be seen twice in a row, and that it is over, or is something
 * else, three times.
 */
final class Steadiness {
    private static final int TO_BE_WORSE = 2;
    private static final int TO_BE_ANOTHER = 3;

    private @Nullable Verdict told;
    private @Nullable Verdict seen;
    private int inARow;

    /** What is to be told now; empty if that is known, or not sure yet. The first look at one that is well is told, so that whoever listens knows. */
    Optional<Verdict> see(Verdict now) {
        inARow = seen != null && seen.agreesWith(now) ? inARow + 1 : 1;
        seen = now;
        if (told != null && told.agreesWith(now)) {
            return Optional.empty();
        }
        if (inARow < needed(now)) {
            return Optional.empty();
        }
        told = now;
        return Optional.of(now);
    }

    /** Whether another look soon would be of use. */
    boolean isUnsure() {
        return seen != null && (told == null || !told.agreesWith(seen));
    }

    private int needed(Verdict now) {
        if (told == null && now.equals(Verdict.HEALTHY)) {
            return 1;
        }
        if (now.isWorseThan(told == null ? Verdict.HEALTHY : told)) {
            return now.isCertain() ? 1 : TO_BE_WORSE;
        }
        return TO_BE_ANOTHER;
    }
}
