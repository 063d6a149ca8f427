package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.stream.Stream;

/** A part of one GPU's time line that has to be looked at again. */
record Window(String gpuUuid, Instant start, Instant end) {
    static Window around(String gpu, Collection<TrackedSpan> spans) {
        Instant start =
                spans.stream().map(TrackedSpan::start).min(Instant::compareTo).orElseThrow();
        Instant end =
                spans.stream().map(TrackedSpan::end).max(Instant::compareTo).orElseThrow();
        return new Window(gpu, start, end);
    }

    Window with(Window other) {
        return new Window(gpuUuid, earlier(start, other.start), later(end, other.end));
    }

    /** Wide enough that no interval is cut in two at its edges. */
    Window including(Collection<Interval> intervals) {
        Instant from = Stream.concat(Stream.of(start), intervals.stream().map(Interval::start))
                .min(Instant::compareTo)
                .orElse(start);
        Instant until = Stream.concat(Stream.of(end), intervals.stream().map(Interval::end))
                .max(Instant::compareTo)
                .orElse(end);
        return new Window(gpuUuid, from, until);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
