package io.remotegpu.scheduler.placement;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long workloads held their places, as a guide to how long others will. */
public final class PastDurations {
    /** Fewer than these are no guide. */
    private static final int ENOUGH = 5;

    private final List<Duration> sorted;

    public PastDurations(List<Duration> durations) {
        this.sorted = durations.stream().sorted().toList();
    }

    /**
     * How much longer one of this age will last: so large a part of those that got as old ended by then.
     *
     * @param part 0.5 for the median
     * @return empty if too few got as old
     */
    public Optional<Duration> remaining(Duration age, double part) {
        List<Duration> older =
                sorted.stream().filter(duration -> duration.compareTo(age) > 0).toList();
        if (older.size() < ENOUGH) {
            return Optional.empty();
        }
        int rank = (int) Math.ceil(part * older.size()) - 1;
        return Optional.of(older.get(Math.max(0, rank)).minus(age));
    }
}
