package io.remotegpu.gis.lifecycle;

import static io.remotegpu.gis.lifecycle.ReactionTest.HOST;
import static io.remotegpu.gis.lifecycle.ReactionTest.ID;
import static io.remotegpu.gis.lifecycle.ReactionTest.NOON;
import static io.remotegpu.gis.lifecycle.ReactionTest.after;
import static io.remotegpu.gis.lifecycle.ReactionTest.failed;
import static io.remotegpu.gis.lifecycle.ReactionTest.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service that is put to sleep because nobody asks for it. */
class SleepingTest {
    private final ServiceState running = after(
            ServiceState.created(7, new CustomerId(3), 1).wanted(Desired.RUNNING, Observed.STARTING, 1, 11L),
            running(5));

    @Test
    void sleepsWhateverIsHeardOfItUntilSomethingElseIsWanted() {
        ServiceState sleepy =
                running.wanted(Desired.STOPPED, Observed.STOPPING, 1, 12L).fallingAsleep();
        ServiceState silent = after(sleepy, new EnvUnknown(ID, HOST, 5, NOON, "silent"));
        for (ServiceState down : List.of(
                after(silent, new EnvStopped(ID, 5, NOON)),
                after(sleepy, failed(5, FailureCause.HOST_LOST)),
                after(after(sleepy, running(5)), new EnvStopped(ID, 5, NOON)))) {
            assertThat(down.observed()).isEqualTo(Observed.STOPPED);
            assertThat(down.asleep()).isTrue();
            assertThat(down.reason()).isEqualTo(sleepy.reason()).isNotNull();
        }
        assertThat(sleepy.notWaking().asleep()).isFalse();
        assertThat(after(silent.notWaking(), new EnvStopped(ID, 5, NOON)).reason())
                .isNull();
        ServiceState awake = sleepy.wanted(Desired.RUNNING, Observed.STARTING, 1, null);
        assertThat(awake.wanted(Desired.STOPPED, Observed.STOPPING, 1, null).asleep())
                .isFalse();
    }
}
