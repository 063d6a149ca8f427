package io.remotegpu.saga;

/**
 * Why a saga turned round.
 *
 * @param step the step it was in
 * @param reason for a person; details of a refusal are in the saga's data, which remembers the fact
 */
public record Failure(Kind kind, String step, String reason) {
    public enum Kind {
        /** The receiver answered that it cannot be done. */
        REFUSED,
        /** The receiver did not answer in time. */
        TIMED_OUT,
        /** It was no longer wanted. */
        ABORTED
    }
}
