package io.remotegpu.workspace.lifecycle;

import static io.remotegpu.workspace.lifecycle.Status.CREATING;
import static io.remotegpu.workspace.lifecycle.Status.QUEUED;
import static io.remotegpu.workspace.lifecycle.Status.RUNNING;
import static io.remotegpu.workspace.lifecycle.Status.STOPPED;
import static io.remotegpu.workspace.lifecycle.Status.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvMoveFailed;
import io.remotegpu.contracts.EnvMoved;
import io.remotegpu.contracts.EnvMoving;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Facts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What people see of an environment that goes to another host. */
class MovingLifecycleTest {
    private static final Facts FACTS = Facts.of("env-a");
    private static final WorkloadId ENV = new WorkloadId("env-a");
    private static final UUID MOVE = UUID.randomUUID();
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final SchedulerEvent FAILED = new EnvMoveFailed(ENV, MOVE, "no space left on device");

    @Test
    void whatRunsIsBroughtUpElsewhere() {
        Standing running = new Standing(RUNNING, 3, false);

        assertThat(after(running, moving(3)).status()).isEqualTo(CREATING);
        assertThat(after(running, moving(3), FACTS.stopped(3)).status()).isEqualTo(CREATING);
        assertThat(after(running, moving(3), FACTS.stopped(3), FACTS.reserved(5), moved(5), FACTS.running(5)))
                .isEqualTo(new Standing(RUNNING, 5, false));
    }

    @Test
    void whatCouldNotMoveRunsAgainWhereItWas() {
        Standing running = new Standing(RUNNING, 3, false);

        assertThat(after(
                        running,
                        moving(3),
                        FACTS.stopped(3),
                        FACTS.reserved(5),
                        FAILED,
                        FACTS.reserved(6),
                        FACTS.running(6)))
                .isEqualTo(new Standing(RUNNING, 6, false));
        assertThat(after(running, FAILED)).isEqualTo(running);
    }

    @Test
    void whatIsStoppedOrWaitsStaysThat() {
        assertThat(after(new Standing(STOPPED, 3, true), moving(3), moved(4), FACTS.stopped(4))
                        .status())
                .isEqualTo(STOPPED);
        assertThat(after(new Standing(QUEUED, 3, true), moving(3), moved(4)).status())
                .isEqualTo(QUEUED);
        assertThat(after(new Standing(STOPPING, 3, true), moving(3), FACTS.reserved(5), moved(5), FACTS.stopped(5))
                        .status())
                .isEqualTo(STOPPED);
    }

    private static EnvMoving moving(long epoch) {
        return new EnvMoving(ENV, MOVE, epoch, A, "a", B, "b", "its owner asked for it");
    }

    private static EnvMoved moved(long epoch) {
        return new EnvMoved(ENV, MOVE, epoch, B, "b", 10);
    }

    private static Standing after(Standing before, SchedulerEvent... facts) {
        Standing standing = before;
        for (SchedulerEvent fact : facts) {
            standing = Lifecycle.after(standing, fact).orElse(standing);
        }
        return standing;
    }
}
