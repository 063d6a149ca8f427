package io.remotegpu.contracts.workload;

/** Something that holds of a running workload now and that its owner should know. {@code words} are for that person. */
public record Condition(Kind kind, String words) {
    public enum Kind {
        /** Nine tenths of what it may keep on disk are used; at the limit it is stopped. */
        DISK_NEARLY_FULL,
        /** It runs as many processes as it may; it can start no more. */
        PROCESSES_AT_LIMIT,
        /** Nothing in it serves SSH any more, though it was asked to. */
        SSH_CLOSED
    }
}
