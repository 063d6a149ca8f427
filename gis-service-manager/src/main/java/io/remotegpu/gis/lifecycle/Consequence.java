package io.remotegpu.gis.lifecycle;

import java.time.Instant;
import java.util.List;

/** What follows from a fact, beside the new state. */
sealed interface Consequence {
    /** Nothing that anybody waited for. */
    record Nothing() implements Consequence {}

    /** It runs and answered. */
    record Runs() implements Consequence {}

    /** It is down as it was wanted. */
    record IsDown() implements Consequence {}

    /** It ended or did not start, and is tried again then. */
    record TriesAgain(Failure failure, Instant at) implements Consequence {}

    /** It did not start with a configuration that never worked: the one before did. */
    record RollsBack(Failure failure, int version) implements Consequence {}

    /** It ended or did not start, and trying again would not help. */
    record GivesUp(Failure failure) implements Consequence {}

    /** It and its volumes are gone. */
    record IsGone() implements Consequence {}

    /** @param cause in the scheduler's words, {@code logTail} the last lines it printed */
    record Failure(String cause, String reason, List<String> logTail) {}
}
