package io.remotegpu.workspace.idle;

import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a look says of one kind of use.
 *
 * @param usedAt the last use there is a trace of, null if there is none
 * @param seen false where its host cannot tell: it is taken for used then
 * @param words for a person, such as {@code GPU 0 %}
 */
record Trace(Signal signal, @Nullable Instant usedAt, boolean seen, String words) {
    static Trace used(Signal signal, Instant at, String words) {
        return new Trace(signal, at, true, words);
    }

    static Trace quiet(Signal signal, String words) {
        return new Trace(signal, null, true, words);
    }

    /** Who cannot be seen must not be stopped. */
    static Trace unseen(Signal signal, Instant at, String words) {
        return new Trace(signal, at, false, words);
    }
}
