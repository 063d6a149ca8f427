package io.remotegpu.saga;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far one saga has come. Whoever has this and the definition can go on, after any restart.
 *
 * @param data what the process knows
 * @param step name of the step that is being done or undone
 * @param attempts how often the current request was sent again
 * @param patience how long to wait for the answer, null when it waits for nothing
 * @param failure why it turned round, null while it goes forward
 */
public record Progress<D extends Record>(
        D data,
        State state,
        String step,
        int attempts,
        @Nullable Duration patience,
        @Nullable Failure failure) {

    public enum State {
        RUNNING,
        COMPENSATING,
        COMPLETED,
        COMPENSATED;

        /** The name that is stored and shown. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /** Before its first decision. */
    public static <D extends Record> Progress<D> fresh(Saga<D> saga, D data) {
        return new Progress<>(data, State.RUNNING, saga.steps().getFirst().name(), 0, null, null);
    }

    public boolean ended() {
        return switch (state) {
            case RUNNING, COMPENSATING -> false;
            case COMPLETED, COMPENSATED -> true;
        };
    }

    /** The same, knowing something else. */
    public Progress<D> remembering(D newer) {
        return new Progress<>(newer, state, step, attempts, patience, failure);
    }

    Progress<D> waiting(Step<D> at, Duration patience) {
        return new Progress<>(data, state, at.name(), 0, patience, failure);
    }

    Progress<D> sendingAgain(Duration patience) {
        return new Progress<>(data, state, step, attempts + 1, patience, failure);
    }

    Progress<D> turningRound(Failure why) {
        return new Progress<>(data, State.COMPENSATING, step, attempts, patience, why);
    }

    Progress<D> ending(State end) {
        return new Progress<>(data, end, step, attempts, null, failure);
    }
}
