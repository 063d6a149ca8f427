package io.remotegpu.benchmarks.placement;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long decisions took: what was learned meanwhile and the bookkeeping of the index included.
 *
 * @param sorted nanoseconds of each on the clock
 * @param cpu nanoseconds of CPU of all
 */
record Timing(long[] sorted, long cpu) {
    static Timing of(long[] nanoseconds, long cpu) {
        long[] sorted = nanoseconds.clone();
        Arrays.sort(sorted);
        return new Timing(sorted, cpu);
    }

    static Timing of(List<Timing> all) {
        long[] nanoseconds = all.stream()
                .flatMapToLong(timing -> LongStream.of(timing.sorted))
                .toArray();
        return of(nanoseconds, all.stream().mapToLong(Timing::cpu).sum());
    }

    private double microseconds(double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length) - 1;
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank)] / 1e3;
    }

    @Override
    public String toString() {
        return "%,9.0f decisions per CPU second   p50 %5.1f us   p99 %6.1f us"
                .formatted(sorted.length * 1e9 / cpu, microseconds(0.50), microseconds(0.99));
    }
}
