package io.remotegpu.saga;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.NodeEvent.ContainerFailed;
import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.NodeEvent.WorkloadEvent;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SagaTest {
    private static final WorkloadId WORKLOAD = new WorkloadId("env-1");
    private static final HostId HOST = new HostId("host-1");
    private static final Take TAKE = new Take(WORKLOAD);
    private static final Give GIVE = new Give(WORKLOAD);
    private static final StopContainer STOP = new StopContainer(HOST, WORKLOAD, 7, 10);
    private static final VerifyGpus VERIFY = new VerifyGpus(HOST, WORKLOAD, 7, List.of("GPU-1"));
    private static final RemoveWorkload START = new RemoveWorkload(HOST, WORKLOAD, 7);
    private static final GpuReserved TAKEN = new GpuReserved(WORKLOAD, HOST, "one", 7, List.of(), List.of());
    private static final GpuReleased GIVEN = new GpuReleased(WORKLOAD, HOST, 7, List.of(), List.of());
    private static final ContainerStopped STOPPED = new ContainerStopped(HOST, WORKLOAD, 7, null);
    private static final GpuVerifiedClean CLEAN = new GpuVerifiedClean(HOST, WORKLOAD, 7, List.of());
    private static final ContainerStarted STARTED =
            new ContainerStarted(HOST, WORKLOAD, 7, "c1", Instant.parse("2026-01-01T00:00:00Z"));

    record Take(WorkloadId workloadId) implements LocalCommand {}

    record Give(WorkloadId workloadId) implements LocalCommand {}

    record Trip(long epoch, boolean unverified) {
        Trip with(Event event) {
            return event instanceof GpuReserved taken ? new Trip(taken.epoch(), unverified) : this;
        }

        boolean concerns(Event event) {
            return !(event instanceof WorkloadEvent fact) || fact.epoch() == epoch;
        }
    }

    // spotless:off
    private static final Saga<Trip> THERE = Saga.saga("there", 1, Trip.class)
        .remembering(Trip::with)
        .concerning(Trip::concerns)
        .step("take")  .local(trip -> TAKE).done(GpuReserved.class).failed(GpuRefused.class).undoLocal(trip -> GIVE).undone(GpuReleased.class)
        .step("verify").undo(trip -> VERIFY).undone(GpuVerifiedClean.class).unless(Trip::unverified)
        .step("start") .send(trip -> START).done(ContainerStarted.class).failed(ContainerFailed.class).within(Duration.ofMinutes(10))
                       .undo(trip -> STOP).undone(ContainerStopped.class)
        .build();

    private static final Saga<Trip> AWAY = Saga.saga("away", 1, Trip.class)
        .resendingAfter(Duration.ofSeconds(30))
        .step("stop")  .insist(trip -> STOP).done(ContainerStopped.class)
        .step("remove").insist(trip -> START).done(WorkloadRemoved.class)
        .build();
    // spotless:on

    @Test
    void goesFromTopToBottomAndPassesStepsThatOnlyMatterOnTheWayBack() {
        given(THERE, new Trip(0, false))
                .sends(TAKE)
                .when(TAKEN)
                .sends(START)
                .when(STARTED)
                .sendsNothing()
                .isCompleted();
    }

    @Test
    void endsAtOnceWhenTheFirstStepIsRefused() {
        given(THERE, new Trip(0, false))
                .when(new GpuRefused(WORKLOAD, "full"))
                .sendsNothing()
                .isCompensated()
                .becauseOf(Failure.Kind.REFUSED);
    }

    @Test
    void doesNotUndoTheStepThatWasRefusedButAllBeforeItLastFirst() {
        given(THERE, new Trip(0, false))
                .when(TAKEN)
                .when(new ContainerFailed(HOST, WORKLOAD, 7, FailureCause.HOST_ERROR, "no disk", null))
                .sends(VERIFY)
                .isCompensating()
                .when(CLEAN)
                .sends(GIVE)
                .when(GIVEN)
                .isCompensated();
    }

    @Test
    void undoesTheStepThatNobodyAnsweredToo() {
        given(THERE, new Trip(0, false))
                .when(TAKEN)
                .silence()
                .sends(STOP)
                .isCompensating()
                .becauseOf(Failure.Kind.TIMED_OUT)
                .when(STOPPED)
                .sends(VERIFY);
    }

    @Test
    void asksForAnUndoAgainAndAgainWaitingLongerEachTime() {
        var scenario =
                given(THERE, new Trip(0, false)).when(TAKEN).aborted("unwanted").sends(STOP);
        assertThat(scenario.progress().patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(scenario.silence().sends(STOP).progress().patience()).isEqualTo(Duration.ofSeconds(60));
        for (int i = 0; i < 10; i++) {
            scenario.silence().sends(STOP).isCompensating();
        }
        assertThat(scenario.progress().patience()).isEqualTo(Duration.ofMinutes(8));
        assertThat(scenario.progress().attempts()).isEqualTo(11);
    }

    @Test
    void passesOverFactsOfAnOlderEpochAndFactsItDoesNotWaitFor() {
        given(THERE, new Trip(0, false))
                .when(TAKEN)
                .ignores(new ContainerStarted(HOST, WORKLOAD, 6, "old", Instant.EPOCH))
                .ignores(STOPPED)
                .ignores(TAKEN)
                .when(STARTED)
                .isCompleted()
                .ignores(STARTED);
    }

    @Test
    void passesOverAStepWhoseDataSaysThereIsNothingToDo() {
        given(THERE, new Trip(0, true))
                .when(TAKEN)
                .aborted("unwanted")
                .when(STOPPED)
                .sends(GIVE);
    }

    @Test
    void insistsWithoutEverFailing() {
        given(AWAY, new Trip(7, false))
                .sends(STOP)
                .silence()
                .sends(STOP)
                .isRunning()
                .aborted("no")
                .sendsNothing()
                .when(STOPPED)
                .sends(START)
                .when(new WorkloadRemoved(HOST, WORKLOAD, 7))
                .isCompleted();
    }

    @Test
    void ignoresAnAbortOnTheWayBack() {
        given(THERE, new Trip(0, false))
                .when(TAKEN)
                .silence()
                .aborted("late")
                .sendsNothing()
                .isCompensating();
    }

    @Test
    void refusesATableWithTwoStepsOfOneName() {
        assertThatThrownBy(() -> Saga.saga("twice", 1, Trip.class)
                        .step("a")
                        .insist(trip -> STOP)
                        .done(ContainerStopped.class)
                        .step("a"))
                .hasMessageContaining("two steps named a");
    }

    @Test
    void saysWhatToDoAboutAStepThatTheTableLost() {
        var progress = new Progress<>(new Trip(7, false), Progress.State.RUNNING, "gone", 0, null, null);
        assertThatThrownBy(() -> Decision.decide(AWAY, progress, new Input.DeadlinePassed()))
                .hasMessageContaining("give a changed table a new version");
    }
}
