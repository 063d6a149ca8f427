package io.remotegpu.workspace.idle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one run between two looks.
 *
 * @param seenAt the last look
 * @param usedAt the last use that is known or must be assumed
 * @param usedBy which use that was, for a person
 * @param warnedAt when its owner was told of this idle time, null if not
 * @param stopsAt when it stops unless it is used, null if it does not
 */
record Watch(
        long epoch,
        Instant seenAt,
        Instant usedAt,
        String usedBy,
        @Nullable Instant warnedAt,
        @Nullable Instant stopsAt) {
    /** Nobody knows what was before. */
    static Watch first(Look look) {
        return new Watch(look.epoch(), look.at(), look.at(), "looked at for the first time", null, null);
    }

    /** Whether a look belongs to this run and is not one that was taken into account already. */
    boolean isNew(Look look) {
        return look.epoch() == epoch && look.at().isAfter(seenAt);
    }

    /** After one more look. A use in the future, by a clock inside that is wrong, is one of now. */
    Watch after(Look look, Finding finding, Rules rules) {
        Watch seen = new Watch(epoch, look.at(), usedAt, usedBy, warnedAt, stopsAt);
        if (Duration.between(seenAt, look.at()).compareTo(rules.unseenAfter()) > 0) {
            seen = seen.used(look.at(), "nobody could look since " + Words.minute(seenAt));
        }
        return seen.afterUse(finding);
    }

    private Watch afterUse(Finding finding) {
        return finding.used().map(this::afterUse).orElse(this);
    }

    private Watch afterUse(Trace trace) {
        Instant at = trace.usedAt() == null || trace.usedAt().isAfter(seenAt) ? seenAt : trace.usedAt();
        return at.isAfter(usedAt) ? used(at, trace.words()) : this;
    }

    private Watch used(Instant at, String what) {
        return new Watch(epoch, seenAt, at, what, warnedAt, stopsAt);
    }

    Watch warned(@Nullable Instant stops) {
        return new Watch(epoch, seenAt, usedAt, usedBy, seenAt, stops);
    }

    Watch withdrawn() {
        return new Watch(epoch, seenAt, usedAt, usedBy, null, null);
    }
}
