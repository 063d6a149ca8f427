package io.remotegpu.workspace.lifecycle;

import static io.remotegpu.workspace.lifecycle.Status.DEGRADED;
import static io.remotegpu.workspace.lifecycle.Status.RUNNING;
import static io.remotegpu.workspace.lifecycle.Status.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.workspace.Facts;
import org.junit.jupiter.api.Test;

class DegradedTest {
    private static final Facts FACTS = Facts.of("env-a");

    @Test
    void isDegradedWhileItCannotReachItsGpusAndRunsAgainAfterARestart() {
        Standing degraded = afterAll(new Standing(RUNNING, 4, false), FACTS.degraded(4));
        assertThat(degraded).isEqualTo(new Standing(DEGRADED, 4, false));
        assertThat(afterAll(degraded, FACTS.restored(4)).status()).isEqualTo(RUNNING);
        assertThat(afterAll(degraded, FACTS.unknown(4), FACTS.recovered(4), FACTS.degraded(4)))
                .isEqualTo(degraded);
        assertThat(Lifecycle.after(degraded, FACTS.running(4))).isEmpty();
        assertThat(Lifecycle.after(degraded, FACTS.restored(3))).isEmpty();

        Standing restarting = degraded.after(Wish.RESTART);
        assertThat(afterAll(restarting, FACTS.stopped(4), FACTS.degraded(4), FACTS.reserved(5), FACTS.running(5)))
                .isEqualTo(new Standing(RUNNING, 5, false));
    }

    @Test
    void isNotDegradedOnceItEndedOrIsAskedToEnd() {
        assertThat(Lifecycle.after(new Standing(STOPPED, 4, true), FACTS.degraded(4)))
                .isEmpty();
        assertThat(Lifecycle.after(new Standing(RUNNING, 4, false).after(Wish.STOP), FACTS.degraded(4)))
                .isEmpty();
        assertThat(Lifecycle.after(new Standing(RUNNING, 4, false), FACTS.degraded(3)))
                .isEmpty();
    }

    private static Standing afterAll(Standing before, SchedulerEvent... facts) {
        Standing standing = before;
        for (SchedulerEvent fact : facts) {
            standing = Lifecycle.after(standing, fact).orElse(standing);
        }
        return standing;
    }
}
