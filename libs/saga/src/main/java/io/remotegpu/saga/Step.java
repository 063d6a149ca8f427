package io.remotegpu.saga;

import io.remotegpu.contracts.Event;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a saga's table.
 *
 * @param request what it asks for going forward, null if it matters only on the way back
 * @param undo what takes it back, null if there is nothing to take back
 * @param insistent it never fails: silence only makes it ask again
 * @param within how long a request that may fail waits for its answer
 * @param skipped whether this saga's data makes the step pointless, in both directions
 */
record Step<D extends Record>(
        String name,
        @Nullable Request<D> request,
        @Nullable Request<D> undo,
        boolean insistent,
        Duration within,
        Predicate<D> skipped) {

    /** A request and the facts that answer it. */
    record Request<D extends Record>(
            Function<D, Instruction> instruction,
            Set<Class<? extends Event>> done,
            Set<Class<? extends Event>> failed) {

        boolean isDoneBy(Event event) {
            return done.contains(event.getClass());
        }

        boolean isFailedBy(Event event) {
            return failed.contains(event.getClass());
        }
    }

    @Nullable
    Request<D> request(D data) {
        return skipped.test(data) ? null : request;
    }

    @Nullable
    Request<D> undo(D data) {
        return skipped.test(data) ? null : undo;
    }
}
