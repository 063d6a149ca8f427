package io.remotegpu.workspace.lifecycle;

import static io.remotegpu.workspace.lifecycle.Status.CREATING;
import static io.remotegpu.workspace.lifecycle.Status.DELETING;
import static io.remotegpu.workspace.lifecycle.Status.ERROR;
import static io.remotegpu.workspace.lifecycle.Status.QUEUED;
import static io.remotegpu.workspace.lifecycle.Status.RUNNING;
import static io.remotegpu.workspace.lifecycle.Status.STOPPED;
import static io.remotegpu.workspace.lifecycle.Status.STOPPING;
import static io.remotegpu.workspace.lifecycle.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Facts FACTS = Facts.of("env-a");

    @Test
    void goesFromCreatingOverQueuedToRunning() {
        assertThat(afterAll(Standing.NEW, FACTS.queued(), FACTS.queued())).isEqualTo(new Standing(QUEUED, 0, false));
        assertThat(afterAll(Standing.NEW, FACTS.queued(), FACTS.reserved(1)).status())
                .isEqualTo(CREATING);
        assertThat(afterAll(Standing.NEW, FACTS.queued(), FACTS.reserved(1), FACTS.running(1)))
                .isEqualTo(new Standing(RUNNING, 1, false));
    }

    @Test
    void endsWhereTheNewestLeaseStandsInWhateverOrderFactsArrive() {
        List<SchedulerEvent> facts =
                List.of(FACTS.reserved(1), FACTS.running(1), FACTS.stopped(1), FACTS.reserved(2), FACTS.running(2));

        permutations(facts, order -> assertThat(afterAll(Standing.NEW, order))
                .as("%s", order)
                .isEqualTo(new Standing(RUNNING, 2, false)));
    }

    @Test
    void staysFailedInWhateverOrderTheFactsOfAFailedLeaseArrive() {
        List<SchedulerEvent> facts =
                List.of(FACTS.queued(), FACTS.reserved(1), FACTS.running(1), FACTS.failed(1, FailureCause.EXITED));

        permutations(facts, order -> assertThat(afterAll(Standing.NEW, order).status())
                .as("%s", order)
                .isEqualTo(ERROR));
    }

    @Test
    void changesNothingOnARepeatedFact() {
        for (SchedulerEvent fact :
                List.of(FACTS.running(3), FACTS.stopped(3), FACTS.failed(3, FailureCause.EXITED), FACTS.unknown(3))) {
            Standing once = afterAll(new Standing(RUNNING, 3, false), fact);
            assertThat(afterAll(once, fact, fact)).as("%s", fact).isEqualTo(once);
        }
    }

    @Test
    void waitsAgainAfterItMadeRoomAndRunsUnderTheNextLease() {
        Standing running = new Standing(RUNNING, 1, false);

        assertThat(afterAll(running, FACTS.preempted(1))).isEqualTo(new Standing(QUEUED, 1, true));
        assertThat(afterAll(running, FACTS.preempted(1), FACTS.queued(), FACTS.running(1)))
                .isEqualTo(new Standing(QUEUED, 1, true));
        assertThat(afterAll(running, FACTS.preempted(1), FACTS.queued(), FACTS.reserved(2), FACTS.running(2)))
                .isEqualTo(new Standing(RUNNING, 2, false));
    }

    @Test
    void isStoppedWhenItsOwnerWantedThatBeforeItMadeRoom() {
        Standing stopping = new Standing(STOPPING, 1, true);

        assertThat(afterAll(stopping, FACTS.preempted(1))).isEqualTo(stopping);
        assertThat(afterAll(stopping, FACTS.preempted(1), FACTS.stopped(1)).status())
                .isEqualTo(STOPPED);
        assertThat(Lifecycle.after(new Standing(RUNNING, 2, false), FACTS.preempted(1)))
                .isEmpty();
    }

    @Test
    void passesOverWhatIsSaidOfAnOlderLease() {
        Standing running = new Standing(RUNNING, 2, false);

        assertThat(Lifecycle.after(running, FACTS.stopped(1))).isEmpty();
        assertThat(Lifecycle.after(running, FACTS.failed(1, FailureCause.EXITED)))
                .isEmpty();
        assertThat(Lifecycle.after(running, FACTS.unknown(1))).isEmpty();
        assertThat(Lifecycle.after(running, FACTS.reserved(1))).isEmpty();
        assertThat(Lifecycle.after(running, FACTS.queued())).isEmpty();
    }

    @Test
    void doesNotComeAliveUnderALeaseThatEnded() {
        Standing started =
                afterAll(new Standing(STOPPING, 1, true), FACTS.stopped(1)).after(Wish.START);

        assertThat(Lifecycle.after(started, FACTS.running(1))).isEmpty();
        assertThat(afterAll(started, FACTS.running(2))).isEqualTo(new Standing(RUNNING, 2, false));
    }

    @Test
    void keepsCreatingWhileARestartStopsTheOldLease() {
        Standing restarting = new Standing(RUNNING, 1, false).after(Wish.RESTART);

        assertThat(Lifecycle.after(restarting, FACTS.stopped(1))).isEmpty();
        assertThat(afterAll(restarting, FACTS.stopped(1), FACTS.reserved(2), FACTS.running(2))
                        .status())
                .isEqualTo(RUNNING);
    }

    @Test
    void keepsCreatingWhenTheOldLeaseOfARestartFailedMeanwhile() {
        Standing restarting = new Standing(RUNNING, 1, false).after(Wish.RESTART);

        assertThat(Lifecycle.after(restarting, FACTS.failed(1, FailureCause.EXITED)))
                .isEmpty();
        Standing queued = afterAll(restarting, FACTS.queued(), FACTS.failed(1, FailureCause.EXITED));
        assertThat(queued).isEqualTo(new Standing(QUEUED, 1, true));
        assertThat(afterAll(queued, FACTS.running(2))).isEqualTo(new Standing(RUNNING, 2, false));
    }

    @Test
    void believesThatANewStartFailedWithOrWithoutALease() {
        Standing restarting = new Standing(ERROR, 1, true).after(Wish.RESTART);

        assertThat(afterAll(restarting, FACTS.failed(2, FailureCause.EXITED))).isEqualTo(new Standing(ERROR, 2, true));
        assertThat(afterAll(restarting, FACTS.failed(0, FailureCause.CANCELLED)).status())
                .isEqualTo(ERROR);
        Standing neverRan = new Standing(ERROR, 0, true).after(Wish.START);
        assertThat(afterAll(neverRan, FACTS.failed(0, FailureCause.CANCELLED)).status())
                .isEqualTo(ERROR);
    }

    @Test
    void stopsWhatNeverHeldALease() {
        Standing stopping = afterAll(Standing.NEW, FACTS.queued()).after(Wish.STOP);

        assertThat(afterAll(stopping, FACTS.stopped(0)).status()).isEqualTo(STOPPED);
        assertThat(afterAll(stopping, FACTS.failed(0, FailureCause.CANCELLED)).status())
                .isEqualTo(STOPPED);
    }

    @Test
    void staysOnItsWayOutWhenTheStartCrossesTheWish() {
        Standing stopping = Standing.NEW.after(Wish.STOP);
        assertThat(afterAll(stopping, FACTS.reserved(1), FACTS.running(1)).status())
                .isEqualTo(STOPPING);
        assertThat(afterAll(stopping, FACTS.running(1), FACTS.stopped(1)).status())
                .isEqualTo(STOPPED);

        Standing deleting = new Standing(RUNNING, 1, false).after(Wish.DELETE);
        assertThat(afterAll(deleting, FACTS.stopped(1), FACTS.running(2), FACTS.queued())
                        .status())
                .isEqualTo(DELETING);
    }

    @Test
    void isUnknownWhileTheHostIsSilentAndRunsAgainWhenItIsBack() {
        Standing unknown = afterAll(new Standing(RUNNING, 4, false), FACTS.unknown(4));
        assertThat(unknown.status()).isEqualTo(UNKNOWN);

        assertThat(afterAll(unknown, FACTS.recovered(4)).status()).isEqualTo(RUNNING);
        assertThat(Lifecycle.after(unknown, FACTS.recovered(3))).isEmpty();
        assertThat(Lifecycle.after(new Standing(STOPPED, 4, true), FACTS.recovered(4)))
                .isEmpty();
    }

    private static Standing afterAll(Standing before, SchedulerEvent... facts) {
        return afterAll(before, List.of(facts));
    }

    private static Standing afterAll(Standing before, List<SchedulerEvent> facts) {
        Standing standing = before;
        for (SchedulerEvent fact : facts) {
            standing = Lifecycle.after(standing, fact).orElse(standing);
        }
        return standing;
    }

    private static void permutations(List<SchedulerEvent> facts, Consumer<List<SchedulerEvent>> each) {
        permutations(List.of(), facts, each);
    }

    private static void permutations(
            List<SchedulerEvent> chosen, List<SchedulerEvent> left, Consumer<List<SchedulerEvent>> each) {
        if (left.isEmpty()) {
            each.accept(chosen);
        }
        for (SchedulerEvent next : left) {
            List<SchedulerEvent> more = new ArrayList<>(chosen);
            more.add(next);
            permutations(more, left.stream().filter(other -> other != next).toList(), each);
        }
    }
}
