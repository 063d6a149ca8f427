package io.remotegpu.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.remotegpu.scheduler.queue.FairShare.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairShareTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final FairShare share = new FairShare(Duration.ofHours(6));

    @Test
    void anHourOfAGpuThatJustEndedCountsNearlyOne() {
        assertThat(hours(use(1000, 1, 0))).isCloseTo(0.944, within(0.001));
    }

    @Test
    void theSameHourCountsHalfAfterAHalfLife() {
        assertThat(hours(use(1000, 7, 6))).isCloseTo(hours(use(1000, 1, 0)) / 2, within(1e-9));
    }

    @Test
    void sharesCountAsSuchAndWhatIsHeldAtOnceAddsUp() {
        double whole = hours(use(1000, 2, 1));
        assertThat(hours(use(250, 2, 1))).isCloseTo(whole / 4, within(1e-9));
        assertThat(share.of(List.of(use(1000, 2, 1), use(1000, 2, 1)), NOON).get(1L))
                .isCloseTo(2 * whole, within(1e-9));
    }

    @Test
    void whatBeginsInTheFutureOfAClockThatIsBehindCountsNothing() {
        assertThat(hours(use(1000, -2, -3))).isZero();
    }

    private double hours(Use use) {
        return share.of(List.of(use), NOON).getOrDefault(1L, -1.0);
    }

    private static Use use(int milli, int fromHoursAgo, int untilHoursAgo) {
        return new Use(
                1, milli, NOON.minus(Duration.ofHours(fromHoursAgo)), NOON.minus(Duration.ofHours(untilHoursAgo)));
    }
}
