package io.remotegpu.workspace.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.contracts.workload.WorkloadActivity.Notebooks;
import io.remotegpu.workspace.idle.Rules.Then;
import io.remotegpu.workspace.requests.IdlePolicy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An hour without use, a quarter of an hour of grace; the story is told in minutes. */
class DecisionTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Seen SEEN = new Seen(new WorkloadId("env-1"), 1);
    private static final Rules RULES = rules(Then.STOP, EnumSet.complementOf(EnumSet.of(Signal.PROCESSES)));

    private Rules rules = RULES;
    private Watch watch = Watch.first(look(0, SEEN.nobody(), 0.0, 0.0));
    private Decision decision = new Decision.Stay();

    @Test
    void warnsAfterAnHourWithoutUseAndStopsAQuarterLater() {
        quietUntil(59);
        assertThat(decision).isEqualTo(new Decision.Stay());
        see(60, SEEN.nobody());
        assertThat(decision).isEqualTo(new Decision.Warn(minute(75)));
        watch = watch.warned(minute(75));
        see(68, SEEN.nobody());
        see(74, SEEN.nobody());
        assertThat(decision).isEqualTo(new Decision.Stay());
        see(75, SEEN.nobody());
        assertThat(decision).isEqualTo(new Decision.Stop());
    }

    @Test
    void takesASilentTerminalForNoUseAndTypingForUse() {
        see(9, SEEN.typing(minute(5)));
        for (int minute = 18; minute <= 63; minute += 9) {
            see(minute, SEEN.typing(minute(5)));
        }
        assertThat(decision).isEqualTo(new Decision.Stay());
        see(65, SEEN.typing(minute(5)));
        assertThat(decision).isEqualTo(new Decision.Warn(minute(80)));
        assertThat(Finding.of(look(65, SEEN.typing(minute(5)), 0.0, 0.0), rules).words())
                .contains("1 SSH terminal open, last input at 2026-03-01 12:05 UTC", "GPU 0 %");
    }

    @Test
    void withdrawsAWarningAsSoonAsItIsUsed() {
        quietUntil(60);
        watch = watch.warned(minute(75));
        see(66, SEEN.editor(minute(65)));
        assertThat(decision).isEqualTo(new Decision.Withdraw());
        assertThat(watch.usedBy()).isEqualTo("1 SSH session without a terminal");
    }

    @Test
    void isKeptBusyByWhateverCounts() {
        assertThat(keepsBusy(SEEN.connected("rdp", 3389), 0.0, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.nobody(), 0.3, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.nobody(), 0.1, 3.0)).isFalse();
        assertThat(keepsBusy(SEEN.nobody(), 0.1, 3.5)).isTrue();
        assertThat(keepsBusy(SEEN.jupyter(new Notebooks(1, 1, null)), 0.0, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.running("python3"), 0.0, 0.0)).isFalse();
        rules = rules(Then.STOP, Set.of(Signal.PROCESSES));
        assertThat(keepsBusy(SEEN.running("python3"), 0.0, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.connected("rdp", 3389), 9.0, 99.0)).isFalse();
    }

    @Test
    void believesJupyterMoreThanAPageThatIsOpen() {
        assertThat(keepsBusy(SEEN.jupyter(new Notebooks(1, 0, minute(2))), 0.0, 0.0))
                .isFalse();
    }

    @Test
    void neverStopsWhatItCannotSee() {
        assertThat(keepsBusy(SEEN.blind(), 0.0, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.nobody(), null, 0.0)).isTrue();
        assertThat(keepsBusy(SEEN.nobody(), 0.0, null)).isTrue();
    }

    @Test
    void beginsAnewAfterATimeInWhichNobodyLooked() {
        quietUntil(40);
        see(55, SEEN.nobody());
        assertThat(watch.usedAt()).isEqualTo(minute(55));
        assertThat(watch.usedBy()).isEqualTo("nobody could look since 2026-03-01 12:40 UTC");
    }

    @Test
    void takesATimeFromTheFutureForNow() {
        see(5, SEEN.typing(minute(500)));
        assertThat(watch.usedAt()).isEqualTo(minute(5));
    }

    @Test
    void passesOverALookThatItKnowsOrThatIsOfAnotherRun() {
        see(5, SEEN.nobody());
        assertThat(watch.isNew(look(5, SEEN.nobody(), 0.0, 0.0))).isFalse();
        assertThat(watch.isNew(look(4, SEEN.nobody(), 0.0, 0.0))).isFalse();
        assertThat(watch.isNew(look(6, new Seen(SEEN.id(), 2).nobody(), 0.0, 0.0)))
                .isFalse();
    }

    @Test
    void followsAPolicyThatChangesBetweenWarningAndStop() {
        quietUntil(60);
        watch = watch.warned(minute(75));
        assertThat(under(Then.NOTHING)).isEqualTo(new Decision.Withdraw());
        assertThat(under(Then.NOTIFY)).isEqualTo(new Decision.Withdraw());
        watch = watch.warned(null);
        assertThat(under(Then.NOTIFY)).isEqualTo(new Decision.Stay());
        assertThat(under(Then.STOP)).isEqualTo(new Decision.Warn(minute(75)));
    }

    private Decision under(Then then) {
        return Decision.of(watch, rules(then, RULES.counts()));
    }

    private boolean keepsBusy(WorkloadActivity activity, @Nullable Double cpu, @Nullable Double gpu) {
        watch = Watch.first(look(0, SEEN.nobody(), 0.0, 0.0));
        for (int minute = 9; minute <= 63; minute += 9) {
            see(look(minute, activity, cpu, gpu));
        }
        return decision.equals(new Decision.Stay());
    }

    private void quietUntil(int last) {
        for (int minute = 5; minute < last; minute += 5) {
            see(minute, SEEN.nobody());
        }
        see(last, SEEN.nobody());
    }

    private void see(int minute, WorkloadActivity activity) {
        see(look(minute, activity, 0.01, 0.0));
    }

    private void see(Look look) {
        watch = watch.after(look, Finding.of(look, rules), rules);
        decision = Decision.of(watch, rules);
    }

    private static Look look(int minute, WorkloadActivity activity, @Nullable Double cpu, @Nullable Double gpu) {
        return new Look(minute(minute), activity, cpu, gpu, 1);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Rules rules(Then then, Set<Signal> counts) {
        return new Rules(then, Duration.ofHours(1), Duration.ofMinutes(15), counts, 3, 0.2, Duration.ofMinutes(10));
    }
}
