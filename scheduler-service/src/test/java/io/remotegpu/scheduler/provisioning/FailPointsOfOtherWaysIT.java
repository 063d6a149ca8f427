package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.Workloads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scheduler dies at every step of deleting, of a start that fails, and of making room: each ends right, once. */
@Tag("long")
class FailPointsOfOtherWaysIT extends DyingScheduler {
    @ParameterizedTest
    @EnumSource(Death.class)
    void deletesOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        WorkloadId env = running(Scheduling.ORDINARY);
        world.publisher.publish(new EnvDeleteRequested(env, new CustomerId(1)));
        diesAt(death, new Point("delete-workload", "stop", "running"));
        goesOnUntilTheHostHears(StopContainer.class);
        diesAt(death, new Point("delete-workload", "verify", "running"));
        goesOnUntilTheHostHears(VerifyGpus.class);
        diesAt(death, new Point("delete-workload", "remove", "running"));
        goesOnUntilTheHostHears(RemoveWorkload.class);
        diesAt(death, new Point("delete-workload", "%", "completed"));

        hearsAgain();
        starts();
        world.await(EnvDeleted.class, env);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(host.running()).isEmpty();
        assertThat(world.said(EnvDeleted.class, env)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void undoesAFailedStartOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        host.failsToStart(FailureCause.IMAGE_UNAVAILABLE);
        WorkloadId env = world.request(1);
        diesAt(death, new Point("provision-workload", "start", "running"));
        goesOnUntilTheHostHears(StartContainer.class);
        diesAt(death, new Point("provision-workload", "verify", "compensating"));
        goesOnUntilTheHostHears(VerifyGpus.class);
        diesAt(death, new Point("provision-workload", "%", "compensated"));

        hearsAgain();
        starts();
        world.await(EnvFailed.class, env);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(world.said(EnvFailed.class, env)).hasSize(1);
        assertThat(world.said(GpuReserved.class, env)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Death.class)
    void queuesAgainOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        WorkloadId spot = running(new Scheduling(Scheduling.SPOT, Scheduling.LostHostPolicy.HOLD, null));
        starts("--scheduler.queue.spot-notice=1h");
        WorkloadId urgent = world.request(1);
        world.await(EnvStopAnnounced.class, spot);
        world.stopSchedulers();
        world.jdbc.sql("update stop_notices set stops_at = now()").update();
        diesAt(death, new Point("stop-workload", "stop", "running"));
        goesOnUntilTheHostHears(StopContainer.class);
        diesAt(death, new Point("stop-workload", "verify", "running"));
        goesOnUntilTheHostHears(VerifyGpus.class);
        diesAt(death, new Point("stop-workload", "%", "completed"));

        hearsAgain();
        starts();
        world.await(EnvPreempted.class, spot);
        world.awaitRunning(urgent, 0);
        assertThat(world.said(EnvPreempted.class, spot)).hasSize(1);
        assertThat(world.count("select count(*) from queue where workload_id = '" + spot + "'"))
                .isEqualTo(1);
    }

    /** The scheduler is down afterwards. */
    private WorkloadId running(Scheduling scheduling) {
        starts();
        WorkloadId env = world.request(Workloads.withGpus(1), 1, scheduling);
        world.awaitRunning(env, 0);
        world.stopSchedulers();
        return env;
    }
}
