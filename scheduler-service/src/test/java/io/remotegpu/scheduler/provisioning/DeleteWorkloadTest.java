package io.remotegpu.scheduler.provisioning;

import static io.remotegpu.saga.testing.SagaScenario.given;
import static io.remotegpu.scheduler.provisioning.Story.CLEAN;
import static io.remotegpu.scheduler.provisioning.Story.DIRTY;
import static io.remotegpu.scheduler.provisioning.Story.ENV;
import static io.remotegpu.scheduler.provisioning.Story.EPOCH;
import static io.remotegpu.scheduler.provisioning.Story.HOST;
import static io.remotegpu.scheduler.provisioning.Story.NOON;
import static io.remotegpu.scheduler.provisioning.Story.OLDER;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE;
import static io.remotegpu.scheduler.provisioning.Story.RELEASED;
import static io.remotegpu.scheduler.provisioning.Story.RELEASE_UNCLEAN;
import static io.remotegpu.scheduler.provisioning.Story.REMOVE;
import static io.remotegpu.scheduler.provisioning.Story.REMOVED;
import static io.remotegpu.scheduler.provisioning.Story.STOP;
import static io.remotegpu.scheduler.provisioning.Story.STOPPED;
import static io.remotegpu.scheduler.provisioning.Story.STRANGER;
import static io.remotegpu.scheduler.provisioning.Story.VERIFY;
import static io.remotegpu.scheduler.provisioning.Story.environment;
import static io.remotegpu.scheduler.provisioning.Story.lease;

import io.remotegpu.contracts.NodeEvent.ContainerStopped;
import io.remotegpu.contracts.NodeEvent.WorkloadRemoved;
import io.remotegpu.saga.testing.SagaScenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeleteWorkloadTest {
    @Test
    void stopsProvesReleasesAndRemovesTheHome() {
        running()
                .sends(STOP)
                .when(STOPPED)
                .sends(VERIFY)
                .when(CLEAN)
                .sends(RELEASE)
                .when(RELEASED)
                .sends(REMOVE)
                .when(REMOVED)
                .isCompleted();
    }

    @Test
    void onlyRemovesTheHomeOfAStoppedEnvironment() {
        var stopped = new DeleteWorkload(Story.ENV, HOST, EPOCH, false, List.of(), null, List.of());
        given(DeleteWorkload.SAGA, stopped).sends(REMOVE).when(REMOVED).isCompleted();
    }

    @Test
    void endsAtOnceIfItNeverHadAPlace() {
        given(DeleteWorkload.SAGA, DeleteWorkload.of(environment(1), null))
                .sendsNothing()
                .isCompleted();
    }

    @Test
    void insistsAtEachStepWhileTheHostIsSilent() {
        running()
                .silence()
                .sends(STOP)
                .when(STOPPED)
                .silence()
                .sends(VERIFY)
                .when(CLEAN)
                .when(RELEASED)
                .silence()
                .sends(REMOVE)
                .isRunning();
    }

    @Test
    void cannotBeAbortedAtAnyStep() {
        running()
                .aborted("never mind")
                .sendsNothing()
                .when(STOPPED)
                .aborted("never mind")
                .sendsNothing()
                .when(CLEAN)
                .when(RELEASED)
                .aborted("never mind")
                .sendsNothing()
                .isRunning();
    }

    @Test
    void quarantinesWhatCannotBeShownClean() {
        running().when(STOPPED).when(DIRTY).sends(RELEASE_UNCLEAN);
    }

    @Test
    void ignoresRepeatsAtEachStepAndFactsOfAnOlderEpoch() {
        running()
                .ignores(OLDER)
                .when(STOPPED)
                .ignores(STOPPED)
                .when(CLEAN)
                .when(RELEASED)
                .ignores(CLEAN)
                .when(REMOVED)
                .ignores(REMOVED);
    }

    @Test
    void passesOverWhatAnotherHostSays() {
        running()
                .ignores(new ContainerStopped(STRANGER, ENV, EPOCH, NOON))
                .when(STOPPED)
                .when(CLEAN)
                .when(RELEASED)
                .ignores(new WorkloadRemoved(STRANGER, ENV, EPOCH));
    }

    private static SagaScenario<DeleteWorkload> running() {
        return given(DeleteWorkload.SAGA, DeleteWorkload.of(environment(1), lease(1)));
    }
}
