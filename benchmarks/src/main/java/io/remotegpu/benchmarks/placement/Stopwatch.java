package io.remotegpu.benchmarks.placement;

import java.lang.management.ManagementFactory;

/** Times each of a known number of decisions, and the CPU time of them all: on a busy machine only the latter says what they cost. */
final class Stopwatch {
    private final long[] latencies;
    private final long cpuBefore = cpu();
    private long apart;
    private int decisions;

    Stopwatch(int expected) {
        this.latencies = new long[expected];
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    void time(Runnable decision) {
        long start = System.nanoTime();
        decision.run();
        latencies[decisions++] = System.nanoTime() - start;
    }

    /** What is done between decisions, but is no part of them. */
    void apart(Runnable work) {
        long start = cpu();
        work.run();
        apart += cpu() - start;
    }

    Timing timing() {
        return Timing.of(latencies, cpu() - cpuBefore - apart);
    }
}
