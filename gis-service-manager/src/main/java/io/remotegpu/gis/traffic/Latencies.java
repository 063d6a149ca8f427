package io.remotegpu.gis.traffic;

import io.remotegpu.contracts.GisTraffic;
import java.util.List;

/** How many answers took how long, by the classes of {@link GisTraffic#BOUNDS_MS}. */
record Latencies(List<Long> counts) {
    /** Milliseconds within which this share of the answers came, assuming that a class is evenly filled; 0 if there was none. */
    double quantile(double share) {
        double rank = share * counts.stream().mapToLong(Long::longValue).sum();
        double before = 0;
        for (int index = 0; index < counts.size(); index++) {
            long count = counts.get(index);
            if (count > 0 && before + count >= rank) {
                return lower(index) + (upper(index) - lower(index)) * (rank - before) / count;
            }
            before += count;
        }
        return 0;
    }

    private static double lower(int index) {
        return index == 0 ? 0 : GisTraffic.BOUNDS_MS.get(index - 1);
    }

    // Nothing is known of those that took longer than the last bound but that.
    private static double upper(int index) {
        return GisTraffic.BOUNDS_MS.get(Math.min(index, GisTraffic.BOUNDS_MS.size() - 1));
    }
}
