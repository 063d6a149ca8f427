package io.remotegpu.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How much each workspace used lately. A GPU-hour counts the less the longer ago it was: half as much after each half-life.
 *
 * @param halfLife longer remembers longer
 */
record FairShare(Duration halfLife) {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double WHOLE = 1000;

    /**
     * A GPU, or a part of one, held for a time.
     *
     * @param milli thousandths of it
     * @param until when it was given back, or now
     */
    record Use(long workspaceId, int milli, Instant from, Instant until) {}

    /** Decayed GPU-hours by workspace. What is held at the same time adds up. */
    Map<Long, Double> of(Collection<Use> uses, Instant now) {
        Map<Long, Double> hours = new HashMap<>();
        uses.forEach(use -> hours.merge(use.workspaceId(), decayed(use, now), Double::sum));
        return hours;
    }

    /** The integral of the decay over the time that it was held. */
    private double decayed(Use use, Instant now) {
        double mean = halfLife.toMillis() / 1000.0 / Math.log(2);
        double area = mean * (weight(use.until(), now) - weight(use.from(), now));
        return Math.max(0, area) * use.milli() / WHOLE / SECONDS_PER_HOUR;
    }

    private double weight(Instant at, Instant now) {
        double ago = Math.max(0, Duration.between(at, now).toMillis());
        return Math.pow(0.5, ago / halfLife.toMillis());
    }
}
