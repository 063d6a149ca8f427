package io.remotegpu.billing.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.billing.meter.Fact.Paused;
import io.remotegpu.billing.meter.Fact.Resumed;
import io.remotegpu.billing.meter.Fact.Started;
import io.remotegpu.billing.meter.Fact.Stopped;
import io.remotegpu.billing.meter.Metered.Closed;
import io.remotegpu.billing.meter.Metered.Open;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    @Test
    void billsFromTheStartToTheStop() {
        assertThat(meter(started(10), new Stopped(at(50)))).containsExactly(new Closed(at(10), at(50)));
    }

    @Test
    void keepsAStopThatArrivesBeforeItsStart() {
        assertThat(meter(new Stopped(at(50)))).isEmpty();
        assertThat(meter(new Stopped(at(50)), started(10))).containsExactly(new Closed(at(10), at(50)));
    }

    @Test
    void stopsAtTheEarliestOfSeveralStops() {
        assertThat(meter(started(10), new Stopped(at(60)), new Stopped(at(50))))
                .containsExactly(new Closed(at(10), at(50)));
    }

    @Test
    void billsNothingWhileTheHostIsSilent() {
        assertThat(meter(started(10), new Paused(at(30)))).containsExactly(new Metered.Paused(at(10), at(30)));
        assertThat(meter(started(10), new Paused(at(30)), new Resumed(at(70))))
                .containsExactly(new Closed(at(10), at(30)), new Open(at(70)));
    }

    @Test
    void goesOnBillingWhenTheClockOfTheHostWasSetBack() {
        assertThat(meter(started(1000), new Paused(at(500)), new Resumed(at(600)), new Stopped(at(1400))))
                .containsExactly(new Closed(at(1000), at(1000)), new Closed(at(1000), at(1400)));
    }

    @Test
    void makesAGapOfNoLengthOfAResumptionBeforeItsPause() {
        assertThat(meter(started(10), new Paused(at(70)), new Resumed(at(30)), new Stopped(at(90))))
                .containsExactly(new Closed(at(10), at(70)), new Closed(at(70), at(90)));
        assertThat(meter(started(10), new Paused(at(70)), new Resumed(at(30))))
                .containsExactly(new Closed(at(10), at(70)), new Open(at(70)));
    }

    @Test
    void takesEachPauseAndResumptionOnce() {
        Fact[] facts = {started(10), new Paused(at(20)), new Resumed(at(30)), new Paused(at(20)), new Resumed(at(30))};
        assertThat(meter(facts)).containsExactly(new Closed(at(10), at(20)), new Open(at(30)));
    }

    @Test
    void endsAPauseThatNothingResumedWhereItBegan() {
        assertThat(meter(started(10), new Paused(at(30)), new Stopped(at(90))))
                .containsExactly(new Closed(at(10), at(30)));
    }

    @Test
    void endsWhereTheNextLeaseBeganIfNoStopWasHeardOf() {
        assertThat(Meter.meter(List.of(started(10)), at(40))).containsExactly(new Closed(at(10), at(40)));
        assertThat(Meter.meter(List.of(started(10), new Stopped(at(30))), at(40)))
                .containsExactly(new Closed(at(10), at(30)));
    }

    @Test
    void billsNothingForAnEndBeforeTheStart() {
        assertThat(meter(started(50), new Stopped(at(10)))).containsExactly(new Closed(at(50), at(50)));
        assertThat(meter(started(50), new Paused(at(10)))).containsExactly(new Metered.Paused(at(50), at(50)));
    }

    @Test
    void beginsANewStretchWhereItsSizeChanges() {
        assertThat(meter(started(10), resized(30, 8), resized(40, 2), new Stopped(at(60))))
                .containsExactly(new Closed(at(10), at(30)), new Closed(at(30), at(40)), new Closed(at(40), at(60)));
        assertThat(meter(resized(5, 8), started(10), resized(10, 4), resized(70, 2), new Stopped(at(60))))
                .as("changes before it started, as it started and after it stopped")
                .containsExactly(new Closed(at(10), at(60)));
        assertThat(meter(started(10), new Paused(at(20)), resized(30, 8), new Resumed(at(40))))
                .as("a change while nothing is billed")
                .containsExactly(new Closed(at(10), at(20)), new Open(at(40)));
    }

    @Test
    void knowsTheSizeAtEachInstant() {
        KnownLease lease = new KnownLease(
                new Lease(new WorkloadId("env-1"), 1),
                null,
                List.of(),
                List.of(started(10), resized(30, 8), resized(20, 4)),
                null,
                null);

        assertThat(lease.termsAt(at(19)).orElseThrow().cpu()).isEqualTo(1);
        assertThat(lease.termsAt(at(29)).orElseThrow().cpu()).isEqualTo(4);
        assertThat(lease.termsAt(at(30)).orElseThrow().cpu()).isEqualTo(8);
    }

    @Test
    void countsWholeSecondsWithoutSharingOrLosingOne() {
        List<Metered> stretches = meter(
                new Started(Instant.ofEpochMilli(10_900), terms()),
                new Paused(Instant.ofEpochMilli(20_400)),
                new Resumed(Instant.ofEpochMilli(20_600)),
                new Stopped(Instant.ofEpochMilli(30_100)));

        assertThat(stretches).containsExactly(new Closed(at(10), at(20)), new Closed(at(20), at(30)));
    }

    @Test
    void subtractsWhatIsBilledAlready() {
        Span span = new Span(at(10), at(50));

        assertThat(span.secondsOutside(List.of())).isEqualTo(40);
        assertThat(span.secondsOutside(
                        List.of(new Span(at(0), at(20)), new Span(at(15), at(25)), new Span(at(45), at(90)))))
                .isEqualTo(20);
        assertThat(span.secondsOutside(List.of(new Span(at(0), at(90))))).isZero();
        assertThat(span.secondsOutside(List.of(new Span(at(60), at(90))))).isEqualTo(40);
    }

    private static List<Metered> meter(Fact... facts) {
        return Meter.meter(List.of(facts), null);
    }

    private static Started started(long second) {
        return new Started(at(second), terms());
    }

    private static Fact.Resized resized(long second, double cpu) {
        return new Fact.Resized(at(second), new Fact.Size(cpu, 1024));
    }

    static Fact.Terms terms() {
        return new Fact.Terms(new CustomerId(1), new WorkspaceId(1), new HostId("gpu-1"), List.of(), 1, 1024, 0);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
