package io.remotegpu.agent.runtime;

import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Cores and MiB of memory that a host has for workloads. */
public record HostCapacity(double cpu, int memory) {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final int MOST_CORES = 100_000;

    /** Of the machine that this agent runs on. */
    public static HostCapacity ofThisMachine() {
        long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return new HostCapacity(Runtime.getRuntime().availableProcessors(), Math.toIntExact(memory / MEBIBYTE));
    }

    /**
     * @param cores to offer in place of those that are there, null for these: more of them let workloads share, fewer keep some for the host
     * @throws IllegalArgumentException for none or less
     */
    public HostCapacity offering(@Nullable Double cores) {
        if (cores == null) {
            return this;
        }
        if (!(cores > 0 && cores <= MOST_CORES)) {
            throw new IllegalArgumentException(
                    "--cpus " + cores + " offers workloads nothing: give more than 0, and at most " + MOST_CORES
                            + ", or leave it out for all that this host has");
        }
        return new HostCapacity(cores, memory);
    }
}
