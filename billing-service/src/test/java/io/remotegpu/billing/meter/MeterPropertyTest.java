package io.remotegpu.billing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.meter.Fact.Paused;
import io.remotegpu.billing.meter.Fact.Resumed;
import io.remotegpu.billing.meter.Fact.Started;
import io.remotegpu.billing.meter.Fact.Stopped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whenever start and stop are heard of, and however often anything is: billed time is the running time, no more and no less. */
class MeterPropertyTest {
    @Property
    void billsTheSameWheneverStartAndStopArriveAndWithEveryRepetition(
            @ForAll("lives") List<Long> boundaries, @ForAll long seed) {
        List<Fact> inOrder = facts(boundaries);
        Random random = new Random(seed);
        List<Fact> arrived = new ArrayList<>(inOrder.subList(1, inOrder.size() - 1));
        arrived.add(random.nextInt(arrived.size() + 1), inOrder.getFirst());
        arrived.add(random.nextInt(arrived.size() + 1), inOrder.getLast());
        arrived.addAll(arrived);

        assertThat(Meter.meter(arrived, null)).isEqualTo(Meter.meter(inOrder, null));
    }

    @Property
    void billsExactlyTheRunningTime(@ForAll("lives") List<Long> boundaries) {
        long expected = 0;
        for (int i = 0; i < boundaries.size(); i += 2) {
            expected += boundaries.get(i + 1) - boundaries.get(i);
        }

        assertThat(seconds(Meter.meter(facts(boundaries), null))).isEqualTo(expected);
    }

    @Property
    void neverBillsMoreThanTheWallClockWhateverIsClaimed(@ForAll("claims") List<Fact> facts) {
        List<Metered> stretches = Meter.meter(facts, Instant.ofEpochSecond(10_000));

        Instant before = Instant.EPOCH;
        for (Metered stretch : stretches) {
            assertThat(stretch.start()).isAfterOrEqualTo(before);
            assertThat(stretch.end()).isNotNull().isAfterOrEqualTo(stretch.start());
            before = stretch.end();
        }
        assertThat(seconds(stretches)).isLessThanOrEqualTo(10_000);
    }

    @Property
    void billsTheSameSecondsWithAndWithoutChangesOfSize(@ForAll("claims") List<Fact> facts) {
        List<Fact> unchanged =
                facts.stream().filter(fact -> !(fact instanceof Fact.Resized)).toList();

        assertThat(seconds(Meter.meter(facts, Instant.ofEpochSecond(10_000))))
                .isEqualTo(seconds(Meter.meter(unchanged, Instant.ofEpochSecond(10_000))));
    }

    /** Records closed one after another, each without what the others have billed already, bill the union of all. */
    @Property
    void billsTheUnionOfOverlappingLeases(@ForAll("leases") List<Span> leases, @ForAll long seed) {
        List<Span> arrival = new ArrayList<>(leases);
        Collections.shuffle(arrival, new Random(seed));
        List<Span> billed = new ArrayList<>();
        long total = 0;
        for (Span lease : arrival) {
            total += lease.secondsOutside(billed);
            billed.add(lease);
        }

        assertThat(total).isEqualTo(union(leases));
    }

    /** Start, then pause and resumption by turns, then the stop: an even number of rising seconds. */
    @Provide
    Arbitrary<List<Long>> lives() {
        return Arbitraries.longs()
                .between(0, 5_000)
                .set()
                .ofMinSize(2)
                .ofMaxSize(12)
                .map(set -> {
                    List<Long> rising = set.stream().sorted().toList();
                    return rising.subList(0, rising.size() - rising.size() % 2);
                });
    }

    @Provide
    Arbitrary<List<Fact>> claims() {
        return Arbitraries.longs()
                .between(0, 9_999)
                .map(Instant::ofEpochSecond)
                .flatMap(at -> Arbitraries.<Fact>of(
                        new Started(at, MeterTest.terms()),
                        new Stopped(at),
                        new Paused(at),
                        new Resumed(at),
                        new Fact.Resized(at, new Fact.Size(2, 512))))
                .list()
                .ofMaxSize(15);
    }

    @Provide
    Arbitrary<List<Span>> leases() {
        return Arbitraries.longs()
                .between(0, 500)
                .flatMap(start -> Arbitraries.longs().between(0, 60).map(length -> span(start, start + length)))
                .list()
                .ofMaxSize(8);
    }

    private static List<Fact> facts(List<Long> boundaries) {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < boundaries.size(); i++) {
            Instant at = Instant.ofEpochSecond(boundaries.get(i));
            if (i == 0) {
                facts.add(new Started(at, MeterTest.terms()));
            } else if (i == boundaries.size() - 1) {
                facts.add(new Stopped(at));
            } else {
                facts.add(i % 2 == 1 ? new Paused(at) : new Resumed(at));
            }
        }
        return facts;
    }

    private static long seconds(List<Metered> stretches) {
        return stretches.stream()
                .mapToLong(stretch ->
                        span(stretch.start().getEpochSecond(), end(stretch)).seconds())
                .sum();
    }

    private static long end(Metered stretch) {
        Instant end = stretch.end();
        assertThat(end).isNotNull();
        return end.getEpochSecond();
    }

    private static long union(List<Span> spans) {
        boolean[] seconds = new boolean[600];
        for (Span span : spans) {
            for (long second = span.start().getEpochSecond();
                    second < span.end().getEpochSecond();
                    second++) {
                seconds[(int) second] = true;
            }
        }
        long count = 0;
        for (boolean second : seconds) {
            count += second ? 1 : 0;
        }
        return count;
    }

    private static Span span(long start, long end) {
        return new Span(Instant.ofEpochSecond(start), Instant.ofEpochSecond(end));
    }
}
