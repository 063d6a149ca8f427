package io.remotegpu.web.idempotency;

/** How a request stands to those before it. */
sealed interface Claim {
    /** The first of its kind: do it. */
    record First() implements Claim {}

    /** The first one is still being worked on. */
    record InProgress() implements Claim {}

    /** The key was used for another body. */
    record Mismatch() implements Claim {}

    record Repeat(FirstAnswer answer) implements Claim {}
}
