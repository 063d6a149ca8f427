package io.remotegpu.agent.runtime;

import java.lang.management.ManagementFactory;

/** Cores and MiB of memory that a host has for workloads. */
public record HostCapacity(double cpu, int memory) {
    private static final long MEBIBYTE = 1024L * 1024;

    /** Of the machine that this agent runs on. */
    public static HostCapacity ofThisMachine() {
        long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return new HostCapacity(Runtime.getRuntime().availableProcessors(), Math.toIntExact(memory / MEBIBYTE));
    }
}
