package io.remotegpu.saga;

/** How a saga ended; each saga ends exactly once. */
public sealed interface Outcome<D extends Record> {
    D data();

    /** Every step was done. */
    record Completed<D extends Record>(D data) implements Outcome<D> {}

    /** A step failed and everything before it was undone. */
    record Compensated<D extends Record>(D data, Failure failure) implements Outcome<D> {}
}
