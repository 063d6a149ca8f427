package io.remotegpu.scheduler.provisioning;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static io.remotegpu.scheduler.provisioning.Story.CLEAN;
import static io.remotegpu.scheduler.provisioning.Story.DIRTY;
import static io.remotegpu.scheduler.provisioning.Story.ENV;
import static io.remotegpu.scheduler.provisioning.Story.EPOCH;
import static io.remotegpu.scheduler.provisioning.Story.NOON;
import static io.remotegpu.scheduler.provisioning.Story.OLDER;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE;
import static io.remotegpu.scheduler.provisioning.Story.RELEASED;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE_UNCLEAN;
import static io.remotegpu.scheduler.provisioning.Story.STOP;
import static io.remotegpu.scheduler.provisioning.Story.STOPPED;
import static io.remotegpu.scheduler.provisioning.Story.STRANGER;
import static io.remotegpu.scheduler.provisioning.Story.VERIFY;
import static io.remotegpu.scheduler.provisioning.Story.lease;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.GpuVerifiedClean;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.saga.testing.SagaScenario;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopWorkloadTest {
    @Test
    void stopsProvesTheGpusCleanAndReleasesThem() {
        var scenario = begin().sends(STOP)
                .when(STOPPED)
                .sends(VERIFY)
                .when(CLEAN)
                .sends(RELEASE)
                .when(RELEASED);
        assertThat(scenario.isCompleted().progress().data().stoppedAt()).isEqualTo(NOON);
    }

    @Test
    void insistsAtEachStepWhileTheHostIsSilent() {
        begin().silence()
                .sends(STOP)
                .silence()
                .sends(STOP)
                .when(STOPPED)
                .silence()
                .sends(VERIFY)
                .isRunning();
    }

    @Test
    void cannotBeAborted() {
        begin().aborted("never mind").sendsNothing().isRunning();
    }

    @Test
    void quarantinesWhatCannotBeShownClean() {
        begin().when(STOPPED).when(DIRTY).sends(RELEASE_UNCLEAN).when(RELEASED).isCompleted();
    }

    @Test
    void ignoresRepeatsAtEachStepAndFactsOfAnOlderEpoch() {
        begin().ignores(OLDER)
                .ignores(CLEAN)
                .when(STOPPED)
                .ignores(STOPPED)
                .when(CLEAN)
                .ignores(CLEAN)
                .when(RELEASED)
                .ignores(RELEASED);
    }

    @Test
    void passesOverWhatAnotherHostSays() {
        begin().ignores(new ContainerStopped(STRANGER, ENV, EPOCH, NOON))
                .when(STOPPED)
                .ignores(new GpuVerifiedClean(STRANGER, ENV, EPOCH, List.of()));
    }

    @Test
    void provesNothingForAnEnvironmentWithoutGpus() {
        given(StopWorkload.SAGA, StopWorkload.of(lease(0), null)).when(STOPPED).sends(RELEASE);
    }

    @Test
    void keepsTheMomentAtWhichItEndedByItself() {
        var ending = new Ending(FailureCause.EXITED, "exit code 1", NOON.minusSeconds(60));
        var scenario =
                given(StopWorkload.SAGA, StopWorkload.of(lease(1), ending)).when(STOPPED);
        assertThat(scenario.progress().data().stoppedAt()).isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void keepsForWhomItMadeRoom() {
        var preempted = StopWorkload.of(lease(1), null).preempted("somebody waits");
        var scenario = given(StopWorkload.SAGA, preempted)
                .when(STOPPED)
                .when(CLEAN)
                .when(RELEASED)
                .isCompleted();
        assertThat(scenario.progress().data().preemptedBecause()).isEqualTo("somebody waits");
    }

    private static SagaScenario<StopWorkload> begin() {
        return given(StopWorkload.SAGA, StopWorkload.of(lease(1), null));
    }
}
