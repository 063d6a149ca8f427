package io.remotegpu.scheduler.provisioning;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static io.remotegpu.scheduler.provisioning.Story.CLEAN;
import static io.remotegpu.scheduler.provisioning.Story.DIRTY;
import static io.remotegpu.scheduler.provisioning.Story.ENV;
import static io.remotegpu.scheduler.provisioning.Story.EPOCH;
import static io.remotegpu.scheduler.provisioning.Story.FAILED;
import static io.remotegpu.scheduler.provisioning.Story.HOST;
import static io.remotegpu.scheduler.provisioning.Story.KEYS;
import static io.remotegpu.scheduler.provisioning.Story.NOON;
import static io.remotegpu.scheduler.provisioning.Story.OLDER;
import static io.remotegpu.scheduler.provisioning.Story.PORTS;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE;
import static io.remotegpu.scheduler.provisioning.Story.RELEASED;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE_UNCLEAN;
import static io.remotegpu.scheduler.provisioning.Story.RESERVE;
import static io.remotegpu.scheduler.provisioning.Story.RESERVED;
import static io.remotegpu.scheduler.provisioning.Story.START;
import static io.remotegpu.scheduler.provisioning.Story.STARTED;
import static io.remotegpu.scheduler.provisioning.Story.STOP;
import static io.remotegpu.scheduler.provisioning.Story.STOPPED;
import static io.remotegpu.scheduler.provisioning.Story.STRANGER;
import static io.remotegpu.scheduler.provisioning.Story.VERIFY;
import static io.remotegpu.scheduler.provisioning.Story.environment;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.NodeEvent.ContainerStarted;
import io.remotegpu.contracts.SchedulerEvent.GpuRefused;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.saga.Failure;
import io.remotegpu.saga.testing.SagaScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProvisionWorkloadTest {
    @Test
    void reservesThenStarts() {
        var scenario =
                begin().sends(RESERVE).when(RESERVED).sends(START).when(STARTED).isCompleted();
        assertThat(scenario.progress().data().started()).isEqualTo(STARTED);
    }

    @Test
    void endsWithTheReasonWhenNothingFits() {
        var refused = new GpuRefused(ENV, "no GPU host is registered");
        var scenario = begin().when(refused).sendsNothing().isCompensated();
        assertThat(scenario.progress().data().refusal()).isEqualTo(refused);
    }

    @Test
    void provesTheGpusCleanAndReleasesThemWhenTheContainerFails() {
        var scenario = begin().when(RESERVED).when(FAILED).sends(VERIFY).isCompensating();
        assertThat(scenario.progress().data().failure()).isEqualTo(FAILED);
        scenario.when(CLEAN).sends(RELEASE).when(RELEASED).isCompensated();
    }

    @Test
    void quarantinesWhatCannotBeShownCleanAfterAFailure() {
        begin().when(RESERVED).when(FAILED).when(DIRTY).sends(RELEASE_UNCLEAN);
    }

    @Test
    void stopsWhatMayHaveStartedWhenTheHostIsSilent() {
        begin().when(RESERVED)
                .silence()
                .sends(STOP)
                .becauseOf(Failure.Kind.TIMED_OUT)
                .when(STOPPED)
                .sends(VERIFY)
                .when(CLEAN)
                .sends(RELEASE)
                .when(RELEASED)
                .isCompensated();
    }

    @Test
    void asksAgainWhenTheHostIsSilentOnTheWayBack() {
        begin().when(RESERVED)
                .silence()
                .silence()
                .sends(STOP)
                .when(STOPPED)
                .silence()
                .sends(VERIFY)
                .isCompensating();
    }

    @Test
    void passesOverWhatAnotherHostSays() {
        begin().when(RESERVED)
                .ignores(new ContainerStarted(STRANGER, ENV, EPOCH, "c1", NOON))
                .when(STARTED)
                .isCompleted();
    }

    @Test
    void stopsWhatItStartedWhenItIsWithdrawn() {
        begin().when(RESERVED).aborted("it is wanted deleted now").sends(STOP).becauseOf(Failure.Kind.ABORTED);
    }

    @Test
    void ignoresRepeatsAtEachStepAndFactsOfAnOlderEpoch() {
        begin().when(RESERVED)
                .ignores(RESERVED)
                .ignores(OLDER)
                .when(FAILED)
                .ignores(FAILED)
                .ignores(STARTED)
                .when(CLEAN)
                .ignores(CLEAN)
                .when(RELEASED)
                .ignores(RELEASED);
        begin().when(RESERVED).when(STARTED).ignores(STARTED);
    }

    @Test
    void provesNothingForAnEnvironmentWithoutGpus() {
        var withoutGpus = new GpuReserved(ENV, HOST, "one", 7, List.of(), PORTS);
        given(ProvisionWorkload.SAGA, ProvisionWorkload.of(environment(0), KEYS))
                .when(withoutGpus)
                .when(FAILED)
                .sends(RELEASE);
    }

    private static SagaScenario<ProvisionWorkload> begin() {
        return given(ProvisionWorkload.SAGA, ProvisionWorkload.of(environment(1), KEYS));
    }
}
