package io.remotegpu.billing.meter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** From {@code start}, to {@code end} exclusively; whole seconds of UTC. */
record Span(Instant start, Instant end) {
    long seconds() {
        return Math.max(0, Duration.between(start, end).toSeconds());
    }

    /** Seconds of this span that lie in none of the others. */
    long secondsOutside(Collection<Span> others) {
        long outside = 0;
        Instant from = start;
        List<Span> ordered = new ArrayList<>(others);
        ordered.sort(Comparator.comparing(Span::start));
        for (Span other : ordered) {
            outside += new Span(from, earlier(other.start(), end)).seconds();
            from = later(from, other.end());
        }
        return outside + new Span(from, end).seconds();
    }

    static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
