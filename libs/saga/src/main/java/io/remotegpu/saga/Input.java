package io.remotegpu.saga;

import io.remotegpu.contracts.Event;

/** What can happen to a saga. */
public sealed interface Input {
    /** It begins. */
    record Started() implements Input {}

    /** Something happened that it may be waiting for. */
    record Fact(Event event) implements Input {}

    /** The answer it waits for did not come in time. */
    record DeadlinePassed() implements Input {}

    /** It is no longer wanted: undo what was done. */
    record Abort(String reason) implements Input {}
}
