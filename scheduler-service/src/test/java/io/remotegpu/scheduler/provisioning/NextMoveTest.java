package io.remotegpu.scheduler.provisioning;

import static io.remotegpu.scheduler.provisioning.Desired.DELETED;
import static io.remotegpu.scheduler.provisioning.Desired.RUNNING;
import static io.remotegpu.scheduler.provisioning.Desired.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextMoveTest {
    @ParameterizedTest
    @CsvSource({
        "QUEUED,   WAIT,      LEAVE_QUEUE, DELETE",
        "STARTING, WAIT,      ABORT,       ABORT",
        "RUNNING,  WAIT,      STOP,        DELETE",
        "UNKNOWN,  WAIT,      STOP,        DELETE",
        "STOPPING, WAIT,      WAIT,        WAIT",
        "STOPPED,  PROVISION, WAIT,        DELETE",
        "FAILED,   PROVISION, WAIT,        DELETE",
        "MOVING,   WAIT,      WAIT,        ABORT",
        "DELETING, WAIT,      WAIT,        WAIT",
        "DELETED,  WAIT,      WAIT,        WAIT",
    })
    void movesTowardsTheLatestWish(Phase phase, NextMove toRun, NextMove toStop, NextMove toDelete) {
        assertThat(NextMove.of(RUNNING, false, false, phase)).isEqualTo(toRun);
        assertThat(NextMove.of(STOPPED, false, false, phase)).isEqualTo(toStop);
        assertThat(NextMove.of(DELETED, false, false, phase)).isEqualTo(toDelete);
    }

    @ParameterizedTest
    @EnumSource(names = {"RUNNING", "UNKNOWN"})
    void restartsByStoppingFirst(Phase phase) {
        assertThat(NextMove.of(RUNNING, true, false, phase)).isEqualTo(NextMove.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,   MOVE, LEAVE_QUEUE, DELETE",
        "STARTING, WAIT, ABORT,       ABORT",
        "RUNNING,  STOP, STOP,        DELETE",
        "UNKNOWN,  STOP, STOP,        DELETE",
        "STOPPING, WAIT, WAIT,        WAIT",
        "STOPPED,  MOVE, MOVE,        DELETE",
        "FAILED,   MOVE, MOVE,        DELETE",
        "MOVING,   WAIT, WAIT,        ABORT",
        "DELETING, WAIT, WAIT,        WAIT",
        "DELETED,  WAIT, WAIT,        WAIT",
    })
    void leavesItsHostOnceItIsDown(Phase phase, NextMove toRun, NextMove toStop, NextMove toDelete) {
        assertThat(NextMove.of(RUNNING, false, true, phase)).isEqualTo(toRun);
        assertThat(NextMove.of(STOPPED, false, true, phase)).isEqualTo(toStop);
        assertThat(NextMove.of(DELETED, false, true, phase)).isEqualTo(toDelete);
    }
}
