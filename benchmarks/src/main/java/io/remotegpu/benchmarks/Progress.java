package io.remotegpu.benchmarks;

import java.lang.management.ManagementFactory;

/** Says on standard error what is being done, so that nobody takes a measurement for a hang. */
public final class Progress {
    private Progress() {}

    public static void say(String what) {
        long seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
        System.err.printf("[%3d s] %s%n", seconds, what);
    }
}
