package io.remotegpu.agent.runtime.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** Goes on by a leap whenever somebody looks. */
final class LeapingClock extends Clock {
    private final Clock from;
    private final Duration leap;
    private final AtomicLong looks = new AtomicLong();

    LeapingClock(Clock from, Duration leap) {
        this.from = from;
        this.leap = leap;
    }

    @Override
    public Instant instant() {
        return from.instant().plus(leap.multipliedBy(looks.getAndIncrement()));
    }

    @Override
    public ZoneId getZone() {
        return from.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new LeapingClock(from.withZone(zone), leap);
    }
}
