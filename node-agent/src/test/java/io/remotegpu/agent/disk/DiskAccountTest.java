package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.runtime.DiskPlaces.Limits;
import io.remotegpu.contracts.workload.DiskUse;
import org.junit.jupiter.api.Test;

class DiskAccountTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final Limits LIMITS = new Limits(1_000, 500, 1_200);

    @Test
    void warnsAtNineTenthsAndStopsBeyondTheLimit() {
        assertThat(account(900, 0).nearly()).hasValueSatisfying(words -> assertThat(words)
                .isEqualTo("its volumes hold 900 MiB of the 1000 MiB that it may; beyond that it is stopped"));
        assertThat(account(899, 0).nearly()).isEmpty();
        assertThat(account(1_000, 0).over()).isEmpty();
        assertThat(account(100, 501).over()).hasValueSatisfying(words -> assertThat(words)
                .startsWith("outside of its volumes it keeps 501 MiB, more than the 500 MiB"));
    }

    @Test
    void boundsBothTogetherToo() {
        assertThat(account(800, 400).over()).isEmpty();
        assertThat(account(800, 401).over())
                .hasValueSatisfying(words -> assertThat(words).startsWith("in all it keeps"));
    }

    /** Else nobody could ever delete what is too much. */
    @Test
    void letsWhoStartsOverTheLimitDeleteButNotGrow() {
        DiskAccount started = DiskAccount.opened(new Limits(1_000, 0, 0), measured(1_500, 0), Long.MAX_VALUE, 0);
        assertThat(started.over()).isEmpty();
        assertThat(started.nearly()).isPresent();
        assertThat(started.measured(measured(1_564, 0), 0).over()).isEmpty();
        assertThat(started.measured(measured(1_565, 0), 0).over()).isPresent();

        DiskAccount tidied = started.measured(measured(1_100, 0), 0);
        assertThat(tidied.measured(measured(1_165, 0), 0).over()).isPresent();
        DiskAccount within = tidied.measured(measured(500, 0), 0);
        assertThat(within.measured(measured(1_000, 0), 0).over()).isEmpty();
        assertThat(within.measured(measured(1_001, 0), 0).over()).isPresent();
    }

    @Test
    void takesAWarningBackOnlyWellBelowNineTenths() {
        DiskAccount warned = account(950, 0);
        DiskAccount still = warned.measured(measured(860, 0), 0);
        assertThat(still.nearly()).isPresent();
        DiskAccount below = still.measured(measured(840, 0), 0);
        assertThat(below.nearly()).isEmpty();
        assertThat(below.measured(measured(890, 0), 0).nearly()).isEmpty();
    }

    /** A layer begins empty, whatever is found in it first. */
    @Test
    void letsNobodyStartOverTheLimitOfALayer() {
        assertThat(account(0, 600).over()).isPresent();
    }

    @Test
    void tellsHowMuchMayBeWrittenBeforeALimitIsPassed() {
        assertThat(account(600, 100).room()).isEqualTo(400 * MEBIBYTE);
        assertThat(account(900, 250).room()).isEqualTo(50 * MEBIBYTE);
        assertThat(account(2_000, 0).room()).isZero();
        assertThat(DiskAccount.opened(new Limits(0, 0, 0), measured(9_999, 9_999), Long.MAX_VALUE, 0)
                        .room())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void tellsUseInMebibytesRoundedUp() {
        DiskAccount account = DiskAccount.opened(LIMITS, new Measured(1, 5 * MEBIBYTE), Long.MAX_VALUE, 0);
        assertThat(account.use()).isEqualTo(new DiskUse(5, 1_000, 1, 500, 1_200));
        assertThat(account.measured(new Measured(11, 4 * MEBIBYTE), 0).grown()).isZero();
        assertThat(account.measured(new Measured(11, 5 * MEBIBYTE), 0).grown()).isEqualTo(10);
    }

    private static DiskAccount account(long volumes, long layer) {
        return DiskAccount.opened(LIMITS, measured(0, layer), Long.MAX_VALUE, 0).measured(measured(volumes, layer), 0);
    }

    private static Measured measured(long volumes, long layer) {
        return new Measured(layer * MEBIBYTE, volumes * MEBIBYTE);
    }
}
