package io.remotegpu.gateway.gis.limits;

import java.time.Duration;

/** Requests at once after a quiet time, and a steady rate in the long run; kept in this gateway alone. */
final class Bucket {
    private final double perSecond;
    private final double burst;
    private double tokens;
    private long at;

    /** @param now of a clock that only goes forward, nanoseconds */
    Bucket(double perSecond, double burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.at = now;
    }

    /** Takes one: zero if it was there, otherwise how long until there is one. */
    synchronized Duration take(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - at) / 1e9 * perSecond);
        at = now;
        if (tokens >= 1) {
            tokens--;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * 1e9));
    }
}
