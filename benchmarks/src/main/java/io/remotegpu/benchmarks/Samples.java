package io.remotegpu.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one thing done many times, in milliseconds. */
final class Samples {
    private final List<Double> milliseconds = new ArrayList<>();

    void add(long nanoseconds) {
        milliseconds.add(nanoseconds / 1e6);
    }

    /** The nearest-rank quantile; NaN where nothing was measured. */
    double quantile(double quantile) {
        if (milliseconds.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(milliseconds);
        Collections.sort(sorted);
        int rank = (int) Math.ceil(quantile * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    String row(String label) {
        return "%-38s p50 %8.1f ms   p99 %8.1f ms   (n=%d)"
                .formatted(label, quantile(0.50), quantile(0.99), milliseconds.size());
    }
}
