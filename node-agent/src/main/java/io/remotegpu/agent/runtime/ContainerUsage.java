package io.remotegpu.agent.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What a container has used so far.
 *
 * @param cpuNanos processor time since it started
 * @param memory bytes in use now, without what the kernel would give back when asked
 * @param networkReceived bytes since it started, null where nobody counts them
 * @param networkSent bytes since it started, null where nobody counts them
 * @param processesFree how many more processes and threads it may start, null where nobody bounds them
 */
public record ContainerUsage(
        long cpuNanos,
        long memory,
        @Nullable Long networkReceived,
        @Nullable Long networkSent,
        @Nullable Long processesFree) {
    /** Where nobody bounds its processes. */
    public ContainerUsage(long cpuNanos, long memory, @Nullable Long networkReceived, @Nullable Long networkSent) {
        this(cpuNanos, memory, networkReceived, networkSent, null);
    }
}
