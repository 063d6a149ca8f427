package io.remotegpu.agent.health;

import io.remotegpu.agent.runtime.GpuAccess.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What was seen of one container's GPUs since its watch began. A loss is told once it was seen twice in a row, a return at once. */
final class AccessHistory {
    private static final int TO_BE_LOST = 2;

    private enum Told {
        NOTHING,
        LOST,
        REACHED
    }

    /** What is to be told. */
    sealed interface News {
        record Lost(Instant since, String reason) implements News {}

        record Restored(Instant at) implements News {}
    }

    private Told told = Told.NOTHING;
    private int denied;
    private @Nullable Instant reachedAt;
    private @Nullable Instant deniedAt;

    /**
     * @param confirmed whether a denial is true as seen from outside; one that is not counts as an answer of a container that reaches them
     */
    Optional<News> see(Answer answer, BooleanSupplier confirmed, Instant now) {
        return switch (answer) {
            case Answer.Granted _ -> reached(now);
            case Answer.Denied refused -> confirmed.getAsBoolean() ? denied(refused.words(), now) : reached(now);
            case Answer.Untold _ -> Optional.empty();
        };
    }

    /** Counted from the last look at which it was not so: what was used in between was used. */
    private Optional<News> reached(Instant now) {
        Instant from = told == Told.LOST && deniedAt != null ? deniedAt : now;
        boolean known = told == Told.REACHED;
        told = Told.REACHED;
        denied = 0;
        deniedAt = null;
        reachedAt = now;
        return known ? Optional.empty() : Optional.of(new News.Restored(from));
    }

    private Optional<News> denied(String words, Instant now) {
        Instant since = reachedAt != null ? reachedAt : deniedAt != null ? deniedAt : now;
        denied++;
        deniedAt = now;
        if (told == Told.LOST || denied < TO_BE_LOST) {
            return Optional.empty();
        }
        told = Told.LOST;
        return Optional.of(new News.Lost(since, words));
    }
}
