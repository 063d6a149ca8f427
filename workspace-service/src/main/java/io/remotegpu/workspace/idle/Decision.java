package io.remotegpu.workspace.idle;

import io.remotegpu.workspace.idle.Rules.Then;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What follows from a look: the one place where it is decided. Time is that of the looks, so recorded history decides as it did. */
sealed interface Decision {
    /** It is used, or idle for less long than the policy allows. */
    record Stay() implements Decision {}

    /** Its owner is to be told; {@code stopsAt} is null where the policy only tells. */
    record Warn(@Nullable Instant stopsAt) implements Decision {}

    /** What was told does not hold any more: it was used, or the policy changed. */
    record Withdraw() implements Decision {}

    record Stop() implements Decision {}

    static Decision of(Watch watch, Rules rules) {
        boolean idle = !watch.seenAt().isBefore(watch.usedAt().plus(rules.idleAfter()));
        if (!idle || rules.then() == Then.NOTHING) {
            return watch.warnedAt() == null ? new Stay() : new Withdraw();
        }
        return watch.warnedAt() == null ? warn(watch, rules) : afterWarning(watch, rules);
    }

    private static Decision warn(Watch watch, Rules rules) {
        return new Warn(rules.then() == Then.STOP ? watch.seenAt().plus(rules.grace()) : null);
    }

    /** A stop is never nearer than it was told. */
    private static Decision afterWarning(Watch watch, Rules rules) {
        if (watch.stopsAt() == null) {
            return rules.then() == Then.STOP ? warn(watch, rules) : new Stay();
        }
        if (rules.then() != Then.STOP) {
            return new Withdraw();
        }
        return watch.seenAt().isBefore(watch.stopsAt()) ? new Stay() : new Stop();
    }
}
