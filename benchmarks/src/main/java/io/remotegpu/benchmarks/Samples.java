package io.remotegpu.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing done many times, in milliseconds, and how often it failed. Several threads may add. */
public final class Samples {
    private static final int HUNDRED = 100;

    private final List<Double> milliseconds = new ArrayList<>();
    private int failed;
    private String firstFailure = "";

    public synchronized void add(long nanoseconds) {
        milliseconds.add(nanoseconds / 1e6);
    }

    public synchronized void fail(String why) {
        if (failed++ == 0) {
            firstFailure = why;
        }
    }

    /** The nearest-rank quantile; NaN where nothing was measured. */
    public synchronized double quantile(double quantile) {
        if (milliseconds.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(milliseconds);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    /** Below 100 samples the 99th of 100 is the largest, and called so. */
    public synchronized String row(String label) {
        int samples = milliseconds.size();
        String upper = samples < HUNDRED ? "largest of %d".formatted(samples) : "p99";
        String row = "%-44s p50 %8.2f ms   %s %8.2f ms   (n=%d)"
                .formatted(label, quantile(0.50), upper, quantile(0.99), samples);
        return failed == 0 ? row : row + "   FAILED %d, the first: %s".formatted(failed, firstFailure);
    }
}
