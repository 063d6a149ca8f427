package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scheduler dies at every step of starting and stopping, just before and just after each commit: both sagas end right, once. After each
 * publish it dies in {@link RestartIT}, and here whenever a host has been heard. Other ways through the tables are in {@link FailPointsOfOtherWaysIT}.
 */
class FailPointsIT extends DyingScheduler {
    @ParameterizedTest
    @EnumSource(Death.class)
    void startsAndStopsOnceThoughTheSchedulerDiesAtEveryStep(Death death) {
        EnvRequested wish = world.environment(1);
        WorkloadId env = wish.environmentId();
        world.publisher.publish(wish);
        diesAt(death, new Point("provision-workload", "start", "running"));
        goesOnUntilTheHostHears(StartContainer.class);
        diesAt(death, new Point("provision-workload", "%", "completed"));

        world.publisher.publish(new EnvStopRequested(env, new CustomerId(1)));
        diesAt(death, new Point("stop-workload", "stop", "running"));
        goesOnUntilTheHostHears(StopContainer.class);
        diesAt(death, new Point("stop-workload", "verify", "running"));
        goesOnUntilTheHostHears(VerifyGpus.class);
        diesAt(death, new Point("stop-workload", "%", "completed"));

        hearsAgain();
        starts();
        world.await(EnvStopped.class, env);
        assertThat(world.nothingHeld()).isTrue();
        assertThat(host.everStarted()).hasSize(1);
        assertThat(world.said(GpuReserved.class, env)).hasSize(1);
        assertThat(world.said(EnvRunning.class, env)).hasSize(1);
        assertThat(world.said(EnvStopped.class, env)).hasSize(1);
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
        assertThat(world.count("select count(*) from sagas where state = 'completed'"))
                .isEqualTo(2);
    }
}
