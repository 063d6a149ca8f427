package io.remotegpu.scheduler.moving;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.HomeAwaited;
import io.remotegpu.contracts.HomeNotReceived;
import io.remotegpu.contracts.HomeNotSent;
import io.remotegpu.contracts.HomeReceived;
import io.remotegpu.contracts.HomeSent;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.ReceiveHome;
import io.remotegpu.contracts.NodeCommand.SendHome;
import io.remotegpu.contracts.NodeCommand.SettleHome;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.testing.SagaScenario;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.leases.LeaseCommand.ReleaseGpus;
import io.remotegpu.scheduler.leases.LeaseCommand.ReserveGpus;
import io.remotegpu.scheduler.moving.MoveWorkload.Relay;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveWorkloadTest {
    private static final WorkloadId ENV = new WorkloadId("env-1");
    private static final HostId SOURCE = new HostId("host-1");
    private static final HostId TARGET = new HostId("host-2");
    private static final Workload WORKLOAD = Workloads.withGpus(1);
    private static final Relay RELAY =
            new Relay("http://gateway/api/v1/home-moves/7", "source-ticket", "target-ticket");
    private static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static final ReserveGpus RESERVE = new ReserveGpus(ENV, WORKLOAD, TARGET, List.of());
    private static final ReleaseGpus RELEASE = new ReleaseGpus(ENV, 8, List.of());
    private static final ReceiveHome RECEIVE =
            new ReceiveHome(TARGET, ENV, 7, WORKLOAD.volumes(), WORKLOAD.storage(), RELAY.address(), "target-ticket");
    private static final SendHome SEND =
            new SendHome(SOURCE, ENV, 7, WORKLOAD.volumes(), RELAY.address(), "source-ticket", "key");
    private static final SettleHome SETTLE = new SettleHome(TARGET, ENV, 7, 10, SHA256);

    private static final GpuReserved RESERVED = new GpuReserved(ENV, TARGET, "two", 8, List.of(), List.of());
    private static final GpuReleased RELEASED = new GpuReleased(ENV, TARGET, 8, List.of(), List.of());
    private static final HomeAwaited AWAITED = new HomeAwaited(TARGET, ENV, 7, "key");
    private static final HomeSent SENT = new HomeSent(SOURCE, ENV, 7, 10, SHA256);
    private static final HomeNotSent NOT_SENT = new HomeNotSent(SOURCE, ENV, 7, "input/output error");
    private static final HomeReceived RECEIVED = new HomeReceived(TARGET, ENV, 7);
    private static final HomeNotReceived NOT_RECEIVED = new HomeNotReceived(TARGET, ENV, 7, "no space left on device");

    @Test
    void holdsAPlaceAndBringsTheHomeThere() {
        var story = move(true)
                .sends(RESERVE)
                .when(RESERVED)
                .sends(RECEIVE)
                .when(AWAITED)
                .sends(SEND)
                .when(SENT)
                .sends(SETTLE)
                .when(RECEIVED)
                .sendsNothing()
                .isCompleted();
        assertThat(story.progress().data().sent()).isEqualTo(SENT);
    }

    @Test
    void holdsNothingForWhatStaysStopped() {
        move(false)
                .sends(RECEIVE)
                .when(AWAITED)
                .sends(SEND)
                .when(SENT)
                .sends(SETTLE)
                .when(RECEIVED)
                .isCompleted();
        move(false).when(NOT_RECEIVED).sendsNothing().isCompensated();
    }

    @Test
    void isOverWhenTheTargetHasNoRoom() {
        var story = move(true)
                .when(new GpuRefused(ENV, "no free GPU"))
                .sendsNothing()
                .isCompensated();
        assertThat(story.progress().data().refusal()).isEqualTo("no free GPU");
    }

    @Test
    void givesThePlaceBackWhoeverRefusesAtWhicheverStep() {
        for (SagaScenario<MoveWorkload> refused : List.of(
                preparing().when(NOT_RECEIVED),
                copying().when(NOT_SENT),
                copying().when(NOT_RECEIVED),
                settling().when(NOT_RECEIVED))) {
            refused.sends(RELEASE)
                    .isCompensating()
                    .when(RELEASED)
                    .isCompensated()
                    .becauseOf(Failure.Kind.REFUSED);
            assertThat(refused.progress().data().refusal()).isIn(NOT_SENT.reason(), NOT_RECEIVED.reason());
        }
    }

    @Test
    void givesThePlaceBackWhenAHostIsSilentAndWaitsForNoneOfThem() {
        for (SagaScenario<MoveWorkload> silent : List.of(preparing(), copying(), settling())) {
            silent.silence().sends(RELEASE).when(RELEASED).isCompensated().becauseOf(Failure.Kind.TIMED_OUT);
        }
    }

    @Test
    void canBeGivenUpAtEveryStep() {
        for (SagaScenario<MoveWorkload> unwanted : List.of(preparing(), copying(), settling())) {
            unwanted.aborted("it is wanted deleted now")
                    .sends(RELEASE)
                    .when(RELEASED)
                    .isCompensated()
                    .becauseOf(Failure.Kind.ABORTED);
        }
    }

    @Test
    void anAnswerThatComesTooLateMovesNothing() {
        settling().silence().when(RELEASED).ignores(RECEIVED).isCompensated();
        copying().silence().when(RELEASED).ignores(SENT).isCompensated();
    }

    @Test
    void ignoresRepeatsOtherMovesAndHostsThatSpeakForOthers() {
        copying()
                .ignores(AWAITED)
                .ignores(new HomeSent(SOURCE, ENV, 6, 10, SHA256))
                .ignores(new HomeSent(TARGET, ENV, 7, 10, SHA256))
                .ignores(new HomeNotReceived(SOURCE, ENV, 7, "a lie"))
                .when(SENT)
                .ignores(SENT)
                .ignores(NOT_SENT)
                .when(RECEIVED)
                .ignores(RECEIVED)
                .ignores(NOT_RECEIVED)
                .isCompleted();
    }

    @Test
    void keepsNoTicketOfAMoveThatHasEnded() {
        assertThat(settling().progress().data().withoutSecrets().relay()).isEqualTo(new Relay(RELAY.address(), "", ""));
    }

    private static SagaScenario<MoveWorkload> preparing() {
        return move(true).when(RESERVED);
    }

    private static SagaScenario<MoveWorkload> copying() {
        return preparing().when(AWAITED);
    }

    private static SagaScenario<MoveWorkload> settling() {
        return copying().when(SENT);
    }

    private static SagaScenario<MoveWorkload> move(boolean startsThere) {
        return given(
                MoveWorkload.SAGA,
                new MoveWorkload(ENV, SOURCE, TARGET, 7, WORKLOAD, startsThere, RELAY, null, null, null, null));
    }
}
