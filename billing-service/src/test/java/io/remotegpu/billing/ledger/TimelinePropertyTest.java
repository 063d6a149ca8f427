package io.remotegpu.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said of a GPU, in whatever order: each second of its wall clock is in one interval, and in the right one. */
class TimelinePropertyTest {
    private static final int SECONDS = 200;

    @Property
    void putsEverySecondOfTheWallClockIntoExactlyOneInterval(@ForAll("spans") List<TrackedSpan> spans) {
        List<Interval> intervals = Timeline.overlay(spans, at(0), at(SECONDS));

        for (int second = 0; second < SECONDS; second++) {
            Instant instant = at(second);
            boolean isThere = spans.stream().anyMatch(span -> span.kind().counts() && span.covers(instant));
            assertThat(intervals.stream().filter(interval -> covers(interval, instant)))
                    .hasSize(isThere ? 1 : 0);
        }
    }

    @Property
    void namesTheStateByWhatStandsFirst(@ForAll("spans") List<TrackedSpan> spans) {
        for (Interval interval : Timeline.overlay(spans, at(0), at(SECONDS))) {
            GpuSpan.Kind first = spans.stream()
                    .filter(span -> span.covers(interval.start()))
                    .map(TrackedSpan::kind)
                    .min(GpuSpan.Kind::compareTo)
                    .orElseThrow();
            assertThat(interval.state()).isEqualTo(first.state());
        }
    }

    @Property
    void comesToTheSameInEveryOrder(@ForAll("spans") List<TrackedSpan> spans, @ForAll long seed) {
        List<TrackedSpan> shuffled = new ArrayList<>(spans);
        shuffled.addAll(spans);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(Timeline.overlay(shuffled, at(0), at(SECONDS)))
                .isEqualTo(Timeline.overlay(spans, at(0), at(SECONDS)));
    }

    /** What makes it enough to look again at the part that a change reaches. */
    @Property
    void isTheSameInPartsAsInOnePiece(@ForAll("spans") List<TrackedSpan> spans, @ForAll("cuts") int cut) {
        long whole = seconds(Timeline.overlay(spans, at(0), at(SECONDS)), State.BILLED);
        long parts = seconds(Timeline.overlay(spans, at(0), at(cut)), State.BILLED)
                + seconds(Timeline.overlay(spans, at(cut), at(SECONDS)), State.BILLED);

        assertThat(parts).isEqualTo(whole);
    }

    @Property
    void findsTheSameSilencesInWhateverOrderAHostIsHeardOf(@ForAll("instants") List<Integer> heard, @ForAll long seed) {
        List<Instant> inOrder =
                heard.stream().sorted().map(TimelinePropertyTest::at).toList();
        List<Instant> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(seed));
        List<Coverage.Stretch> oneByOne = List.of();
        for (Instant instant : shuffled) {
            oneByOne = Coverage.with(oneByOne, List.of(instant), Duration.ofSeconds(10));
        }

        assertThat(oneByOne).isEqualTo(Coverage.with(List.of(), inOrder, Duration.ofSeconds(10)));
        assertThat(Coverage.silences(oneByOne))
                .allSatisfy(silence -> assertThat(Duration.between(silence.start(), silence.end()))
                        .isGreaterThan(Duration.ofSeconds(10)));
    }

    @Provide
    Arbitrary<List<TrackedSpan>> spans() {
        Arbitrary<Integer> starts = Arbitraries.integers().between(0, SECONDS - 1);
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 80);
        Arbitrary<Long> epochs = Arbitraries.longs().between(1, 4);
        return Combinators.combine(Arbitraries.of(GpuSpan.Kind.class), starts, lengths, epochs)
                .as((kind, start, length, epoch) -> new TrackedSpan(
                        kind, "gpu-1", "env-" + epoch, epoch, at(start), at(Math.min(SECONDS, start + length))))
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Integer> cuts() {
        return Arbitraries.integers().between(1, SECONDS - 1);
    }

    @Provide
    Arbitrary<List<Integer>> instants() {
        return Arbitraries.integers().between(0, SECONDS).list().ofMinSize(1).ofMaxSize(25);
    }

    private static boolean covers(Interval interval, Instant instant) {
        return !interval.start().isAfter(instant) && interval.end().isAfter(instant);
    }

    private static long seconds(List<Interval> intervals, State state) {
        return intervals.stream()
                .filter(interval -> interval.state() == state)
                .mapToLong(interval ->
                        Duration.between(interval.start(), interval.end()).toSeconds())
                .sum();
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
