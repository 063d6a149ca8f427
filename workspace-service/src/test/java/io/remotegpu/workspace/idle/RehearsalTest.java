package io.remotegpu.workspace.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.workspace.idle.Rehearsal.WouldStop;
import io.remotegpu.workspace.idle.Rules.Then;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Half an hour without input, ten minutes of grace; looked at every five. */
class RehearsalTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Seen SEEN = new Seen(new WorkloadId("env-1"), 1);
    private static final Rules RULES = new Rules(
            Then.STOP,
            Duration.ofMinutes(30),
            Duration.ofMinutes(10),
            Set.of(Signal.INPUT),
            3,
            0.2,
            Duration.ofMinutes(10));

    private final List<Look> looks = new ArrayList<>();

    @Test
    void tellsEachStopWithWhatItWouldHaveSaved() {
        during(0, 60, SEEN.nobody());
        during(60, 70, SEEN.typing(minute(60)));
        during(70, 115, SEEN.nobody());

        assertThat(rehearsed(looks))
                .containsExactly(
                        new WouldStop(
                                minute(0), minute(30), minute(40), "no SSH terminal open", minute(60), 1200, 2400),
                        new WouldStop(minute(60), minute(90), minute(100), "no SSH terminal open", null, 600, 1200));
    }

    @Test
    void stopsNothingThatIsUsedBeforeItsTime() {
        during(0, 30, SEEN.nobody());
        during(30, 40, SEEN.typing(minute(33)));
        during(40, 60, SEEN.nobody());
        assertThat(rehearsed(looks)).isEmpty();
        assertThat(rehearsed(List.of())).isEmpty();
    }

    @Test
    void takesANewRunForAUseAndCountsFromItsBeginning() {
        during(0, 50, SEEN.nobody());
        during(50, 75, new Seen(SEEN.id(), 2).nobody());
        assertThat(rehearsed(looks)).singleElement().satisfies(stop -> assertThat(stop.usedAgainAt())
                .isEqualTo(minute(50)));
    }

    private static List<WouldStop> rehearsed(List<Look> looks) {
        Rehearsal rehearsal = new Rehearsal(RULES);
        looks.forEach(rehearsal::see);
        return rehearsal.stops();
    }

    private void during(int from, int to, WorkloadActivity activity) {
        for (int minute = from; minute < to; minute += 5) {
            looks.add(new Look(minute(minute), activity, 0.0, 0.0, 2));
        }
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
