package io.remotegpu.gis.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Endpoint;
import io.remotegpu.contracts.workload.FailureCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a service becomes by what the scheduler says, told as stories. */
class ReactionTest {
    static final WorkloadId ID = new WorkloadId("gis-7");
    static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    static final HostId HOST = new HostId("host-1");

    private final ServiceState fresh = ServiceState.created(7, new CustomerId(3), 1);
    private final ServiceState starting = fresh.wanted(Desired.RUNNING, Observed.STARTING, 1, 11L);
    private final ServiceState running = after(starting, running(5));

    @Test
    void knowsThatWhatRunsIsGoodAndWhereItIs() {
        assertThat(running.observed()).isEqualTo(Observed.RUNNING);
        assertThat(running.goodVersion()).isEqualTo(1);
        assertThat(running.place()).isEqualTo(new Place("host-1", "one", "docker", "10.0.0.5", 30031));
        assertThat(consequence(starting, running(5))).isEqualTo(new Consequence.Runs());
    }

    @Test
    void passesOverWhatComesLate() {
        ServiceState again = running.wanted(Desired.RUNNING, Observed.STARTING, 1, null);
        ServiceState newer = after(again, running(9));
        assertThat(after(newer, running(5))).isEqualTo(newer);
        assertThat(after(newer, new EnvStopped(ID, 5, NOON))).isEqualTo(newer);
        assertThat(after(newer, failed(5, FailureCause.EXITED))).isEqualTo(newer);
        assertThat(after(newer, new EnvUnknown(ID, HOST, 5, NOON, "silent"))).isEqualTo(newer);
    }

    @Test
    void doesNotTakeTheFailureOfAnEarlierRunForOneOfTheNewConfiguration() {
        ServiceState changed = running.wanted(Desired.RUNNING, Observed.STARTING, 2, null);
        assertThat(consequence(changed, failed(5, FailureCause.EXITED))).isEqualTo(new Consequence.Nothing());
        assertThat(after(changed, running(5)).goodVersion()).isEqualTo(1);
        assertThat(after(changed, running(6)).goodVersion()).isEqualTo(2);
    }

    @Test
    void isDownForAMomentOnlyInARestart() {
        ServiceState restarting = running.wanted(Desired.RUNNING, Observed.STARTING, 1, 12L);
        ServiceState between = after(restarting, new EnvStopped(ID, 5, NOON));
        assertThat(between.observed()).isEqualTo(Observed.STARTING);
        assertThat(between.place()).isNull();
        assertThat(after(between, running(6)).observed()).isEqualTo(Observed.RUNNING);
    }

    @Test
    void stopsAsItWasWanted() {
        ServiceState stopping = running.wanted(Desired.STOPPED, Observed.STOPPING, 1, 12L);
        assertThat(after(stopping, running(5)).observed()).isEqualTo(Observed.STOPPING);
        assertThat(after(stopping, new EnvStopped(ID, 5, NOON)).observed()).isEqualTo(Observed.STOPPED);
        assertThat(consequence(stopping, failed(5, FailureCause.EXITED))).isEqualTo(new Consequence.IsDown());
    }

    @Test
    void startsAgainAfterLongerAndLongerPausesAndThenGivesUp() {
        ServiceState state = running;
        Duration[] pauses = {
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1)
        };
        long epoch = 5;
        for (Duration pause : pauses) {
            assertThat(consequence(state, failed(epoch, FailureCause.EXITED)))
                    .isInstanceOfSatisfying(Consequence.TriesAgain.class, again -> assertThat(again.at())
                            .isEqualTo(NOON.plus(pause)));
            state = after(state, failed(epoch, FailureCause.EXITED))
                    .wanted(Desired.RUNNING, Observed.STARTING, 1, null);
            state = after(state, running(++epoch));
        }
        Reaction last = react(state, failed(epoch, FailureCause.EXITED), NOON);
        assertThat(last.consequence()).isInstanceOf(Consequence.GivesUp.class);
        assertThat(last.state().observed()).isEqualTo(Observed.ERROR);
        assertThat(last.state().wantedUp()).isFalse();
    }

    @Test
    void forgetsFailuresAfterAStableWhile() {
        ServiceState once =
                after(running, failed(5, FailureCause.EXITED)).wanted(Desired.RUNNING, Observed.STARTING, 1, null);
        ServiceState stable = after(once, running(6));
        Reaction later = react(stable, failed(6, FailureCause.EXITED), NOON.plus(Duration.ofMinutes(11)));
        assertThat(later.state().trouble().failures()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INVALID_WORKLOAD", "IMAGE_UNAVAILABLE", "PROBE_FAILED", "EXITED", "OUT_OF_MEMORY", "UNPLACEABLE"})
    void goesBackToTheLastGoodConfigurationIfAnotherOneDoesNotStart(FailureCause cause) {
        ServiceState changed = running.wanted(Desired.RUNNING, Observed.STARTING, 2, null);
        Reaction reaction = react(changed, failed(6, cause), NOON);
        assertThat(reaction.consequence())
                .isInstanceOfSatisfying(Consequence.RollsBack.class, back -> assertThat(back.version())
                        .isOne());
        assertThat(reaction.state().trouble().rollbackTo()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"PORT_TAKEN", "HOST_ERROR", "TIMEOUT", "HOST_LOST"})
    void triesAgainWithTheSameConfigurationWhereItIsNotAtFault(FailureCause cause) {
        ServiceState changed = running.wanted(Desired.RUNNING, Observed.STARTING, 2, null);
        assertThat(consequence(changed, failed(6, cause))).isInstanceOf(Consequence.TriesAgain.class);
        assertThat(consequence(starting, failed(1, cause))).isInstanceOf(Consequence.TriesAgain.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVALID_WORKLOAD", "IMAGE_UNAVAILABLE", "OUT_OF_MEMORY", "UNPLACEABLE", "CANCELLED"})
    void givesUpAtOnceWhereAFirstStartCannotSucceed(FailureCause cause) {
        assertThat(consequence(starting, failed(1, cause)))
                .isInstanceOfSatisfying(
                        Consequence.GivesUp.class,
                        gives -> assertThat(gives.failure().logTail()).containsExactly("no sources"));
    }

    @Test
    void isNotCalledWhileItsHostIsSilent() {
        ServiceState silent = after(running, new EnvUnknown(ID, HOST, 5, NOON, "silent"));
        assertThat(silent.observed()).isEqualTo(Observed.UNKNOWN);
        assertThat(after(silent, new EnvRecovered(ID, HOST, 5, NOON)).observed())
                .isEqualTo(Observed.RUNNING);
    }

    @Test
    void saysWhyItWaitsAndThatItIsGone() {
        assertThat(after(starting, new EnvQueued(ID, "no memory left")).reason())
                .isEqualTo("no memory left");
        ServiceState leaving = running.wanted(Desired.DELETED, Observed.STOPPING, 1, null);
        assertThat(consequence(leaving, new EnvDeleted(ID, 5, NOON))).isEqualTo(new Consequence.IsGone());
        assertThat(after(running, new EnvDeleted(ID, 5, NOON))).isEqualTo(running);
    }

    static ServiceState after(ServiceState before, SchedulerEvent fact) {
        return react(before, fact, NOON).state();
    }

    private static Consequence consequence(ServiceState before, SchedulerEvent fact) {
        return react(before, fact, NOON).consequence();
    }

    private static Reaction react(ServiceState before, SchedulerEvent fact, Instant now) {
        return Reaction.to(fact, before, Recovery.USUAL, now);
    }

    static EnvFailed failed(long epoch, FailureCause cause) {
        return new EnvFailed(ID, epoch, cause, "it ended", NOON, List.of("no sources"));
    }

    static EnvRunning running(long epoch) {
        return new EnvRunning(
                ID,
                new CustomerId(3),
                new WorkspaceId(1),
                HOST,
                "one",
                "docker",
                "c1",
                epoch,
                List.of(),
                1,
                256,
                List.of(new Endpoint("http", "10.0.0.5", 30031, 3000, "tcp")),
                NOON);
    }
}
