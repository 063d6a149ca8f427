package io.remotegpu.contracts.workload;

import org.jspecify.annotations.Nullable;

/**
 * How the scheduler treats a workload; its host need not know.
 *
 * @param priority 0 to 100, larger first; it orders the queue. {@link #SPOT} may be stopped with notice when somebody else waits for its place; nothing
 *     else is taken from who runs
 * @param lostHostPolicy what becomes of it when its host stays silent
 * @param maxDurationSeconds how long each of its runs may last, null for no end; it is stopped then and keeps its home
 * @param preemptionPolicy what becomes of it when it was stopped to make room; null for what its priority says: only {@link #SPOT} waits again
 */
public record Scheduling(
        int priority,
        LostHostPolicy lostHostPolicy,
        @Nullable Integer maxDurationSeconds,
        @Nullable PreemptionPolicy preemptionPolicy) {
    public static final int LOWEST_PRIORITY = 0;
    /** Takes what is left over, and gives it back. */
    public static final int SPOT = LOWEST_PRIORITY;

    public static final int HIGHEST_PRIORITY = 100;
    public static final Scheduling ORDINARY = new Scheduling(50, LostHostPolicy.HOLD, null, null);

    public Scheduling {
        if (priority < LOWEST_PRIORITY || priority > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException("priority must be from 0 to 100, was " + priority);
        }
        if (maxDurationSeconds != null && maxDurationSeconds <= 0) {
            throw new IllegalArgumentException("maxDurationSeconds must be positive, was " + maxDurationSeconds);
        }
    }

    /** One that says nothing of what follows when it had to make room. */
    public Scheduling(int priority, LostHostPolicy lostHostPolicy, @Nullable Integer maxDurationSeconds) {
        this(priority, lostHostPolicy, maxDurationSeconds, null);
    }

    /** Whether it may be stopped with notice to make room. */
    public boolean spot() {
        return priority == SPOT;
    }

    /** Whether it waits for its next start by itself once it was stopped to make room. */
    public boolean requeued() {
        return preemptionPolicy == null ? spot() : preemptionPolicy == PreemptionPolicy.REQUEUE;
    }

    public enum LostHostPolicy {
        /** It waits for its host; if that is declared lost for good, it ends with an error. */
        HOLD,
        /** It starts on another host with an empty home; what may still run on the silent host is fenced off. */
        RESCHEDULE
    }

    public enum PreemptionPolicy {
        /** It queues itself again, as old as it was, and starts when there is room. */
        REQUEUE,
        /** It stays stopped until its owner starts it. */
        STOP
    }
}
