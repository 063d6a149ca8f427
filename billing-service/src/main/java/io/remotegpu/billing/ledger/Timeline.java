package io.remotegpu.billing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lays the tracks of one GPU over each other. A pure function of the spans, whatever their order: every instant at which the GPU is part of the
 * fleet is in exactly one interval.
 */
final class Timeline {
    /** Of two leases that both claim a second, because their hosts' clocks disagree, the later has it. */
    private static final Comparator<TrackedSpan> WINNER_FIRST = Comparator.comparing(TrackedSpan::kind)
            .thenComparing(Comparator.comparingLong(TrackedSpan::epoch).reversed())
            .thenComparing(TrackedSpan::hostId)
            .thenComparing(TrackedSpan::start);

    private Timeline() {}

    /** The intervals between {@code from} and {@code until}, in order, neighbours merged that differ in nothing. */
    static List<Interval> overlay(Collection<TrackedSpan> spans, Instant from, Instant until) {
        List<Interval> intervals = new ArrayList<>();
        Instant start = from;
        for (Instant end : boundaries(spans, from, until)) {
            Instant begin = start;
            at(spans, begin).ifPresent(state -> append(intervals, state.between(begin, end)));
            start = end;
        }
        return intervals;
    }

    private static SortedSet<Instant> boundaries(Collection<TrackedSpan> spans, Instant from, Instant until) {
        SortedSet<Instant> boundaries = new TreeSet<>();
        for (TrackedSpan span : spans) {
            boundaries.add(span.start());
            boundaries.add(span.end());
        }
        boundaries.add(until);
        boundaries.removeIf(instant -> !instant.isAfter(from) || instant.isAfter(until));
        return boundaries;
    }

    private static Optional<Interval> at(Collection<TrackedSpan> spans, Instant instant) {
        List<TrackedSpan> covering =
                spans.stream().filter(span -> span.covers(instant)).toList();
        if (covering.stream().noneMatch(span -> span.kind().counts())) {
            return Optional.empty();
        }
        TrackedSpan winner = covering.stream()
                .filter(span -> span.kind() != GpuSpan.Kind.SILENT || isOfTheHostThatHasIt(span, covering))
                .min(WINNER_FIRST)
                .orElseThrow();
        return Optional.of(new Interval(
                winner.kind().state(),
                winner.kind() == GpuSpan.Kind.HELD,
                winner.hostId(),
                winner.workloadId(),
                winner.epoch(),
                winner.start(),
                winner.end()));
    }

    /** A host that did not have the GPU then leaves nothing unknown of it by its silence. */
    private static boolean isOfTheHostThatHasIt(TrackedSpan silent, Collection<TrackedSpan> covering) {
        return covering.stream()
                .anyMatch(span -> span.kind().counts() && span.hostId().equals(silent.hostId()));
    }

    private static void append(List<Interval> intervals, Interval next) {
        if (!intervals.isEmpty() && next.continues(intervals.getLast())) {
            Interval last = intervals.removeLast();
            intervals.add(last.between(last.start(), next.end()));
        } else {
            intervals.add(next);
        }
    }
}
