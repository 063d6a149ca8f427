package io.remotegpu.agent.doctor;

/**
 * What was found out about one thing.
 *
 * @param what it is, in a line
 * @param advice what to do about it; empty where nothing is to be done
 */
public record Finding(Health health, String what, String advice) {
    /** How bad it is. */
    public enum Health {
        GOOD,
        /** It works, though not as well as it might. */
        DOUBTFUL,
        /** Workloads will not run, or not safely. */
        BAD
    }

    static Finding good(String what) {
        return new Finding(Health.GOOD, what, "");
    }

    static Finding doubtful(String what, String advice) {
        return new Finding(Health.DOUBTFUL, what, advice);
    }

    static Finding bad(String what, String advice) {
        return new Finding(Health.BAD, what, advice);
    }
}
