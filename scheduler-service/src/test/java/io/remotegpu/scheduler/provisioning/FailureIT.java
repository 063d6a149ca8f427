package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.NodeCommand.RemoveWorkload;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeEvent.ContainerExited;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.scheduler.FakeAgent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What goes wrong on hosts and what becomes of it, on real PostgreSQL and Kafka; only the hosts are fakes. */
class FailureIT extends RunningScheduler {
    @Test
    void failsWithTheEnginesWordsAndReleasesTheGpu() {
        FakeAgent host = world.host(1);
        host.failsToStart(FailureCause.IMAGE_UNAVAILABLE);
        WorkloadId env = world.request(1);
        EnvFailed failed = world.await(EnvFailed.class, env);
        assertThat(failed.cause()).isEqualTo(FailureCause.IMAGE_UNAVAILABLE);
        assertThat(failed.reason()).isEqualTo("engine says IMAGE_UNAVAILABLE");
        assertThat(world.nothingHeld()).isTrue();
        host.failsToStart(null);
        world.publisher.publish(new EnvStartRequested(env, OWNER));
        world.awaitRunning(env, failed.epoch());
    }

    @Test
    void triesAnotherHostWhenOneCannotDoIt() {
        FakeAgent broken = world.host(1);
        broken.ignores(StartContainer.class::isInstance);
        WorkloadId env = world.request(1);
        world.probe.await(StartContainer.class, start -> start.workloadId().equals(env));
        await().until(() -> !broken.ignored().isEmpty());
        FakeAgent sound = world.host(2);
        broken.failsToStart(FailureCause.HOST_ERROR);
        broken.ignores(command -> false);
        broken.answers(broken.ignored());
        assertThat(world.awaitRunning(env, 0).hostId()).isEqualTo(sound.host());
        world.probe.await(RemoveWorkload.class, removal -> removal.hostId().equals(broken.host()));
    }

    @Test
    void givesUpAfterThreeAttempts() {
        FakeAgent host = world.host(1);
        host.failsToStart(FailureCause.HOST_ERROR);
        WorkloadId env = world.request(1);
        world.await(EnvFailed.class, env);
        assertThat(world.said(GpuReleased.class, env)).hasSize(3);
    }

    @Test
    void takesAnotherPortWhenAStrangerHasIt() {
        FakeAgent host = world.host(1);
        host.hasAPortTaken();
        WorkloadId env = world.request(1);
        EnvRunning running = world.awaitRunning(env, 0);
        int taken = FakeAgent.FIRST_PORT; // the lowest free port comes first
        assertThat(running.endpoints().getFirst().externalPort()).isNotEqualTo(taken);
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
    }

    @Test
    void keepsADirtyGpuInQuarantineUntilItIsShownClean() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        host.isDirty("process 42 left");
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        assertThat(world.said(GpuReleased.class, env).getFirst().quarantined()).hasSize(1);
        assertThat(world.count("select count(*) from gpus where status = 'quarantined'"))
                .isOne();
        host.isDirty(null);
        await().atMost(Duration.ofSeconds(30)).until(world::nothingHeld);
    }

    @Test
    void failsWhenItsContainerEndsByItself() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning running = world.awaitRunning(env, 0);
        host.loses(env);
        world.publisher.publish(
                new ContainerExited(host.host(), env, running.epoch(), 137, true, "out of memory", Instant.now()));
        EnvFailed failed = world.await(EnvFailed.class, env);
        assertThat(failed.cause()).isEqualTo(FailureCause.OUT_OF_MEMORY);
        assertThat(failed.stoppedAt()).isNotNull();
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void restartsWhatIsAskedToRestartWhileItEndsByItself() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning running = world.awaitRunning(env, 0);
        host.ignores(StopContainer.class::isInstance);
        host.loses(env);
        world.publisher.publish(
                new ContainerExited(host.host(), env, running.epoch(), 1, false, "exit code 1", Instant.now()));
        await().until(() -> !host.ignored().isEmpty());
        world.publisher.publish(new EnvRestartRequested(env, OWNER));
        await().until(() -> world.count("select count(*) from allocations where restart_wanted") == 1);
        host.ignores(command -> false);
        deadlinesPass();
        world.awaitRunning(env, running.epoch());
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
    }

    @Test
    void triesAgainWhenAStartIsNotAnsweredInTime() {
        FakeAgent host = world.host(1);
        host.ignores(StartContainer.class::isInstance);
        WorkloadId env = world.request(1);
        long epoch = world.await(GpuReserved.class, env).epoch();
        await().until(() -> !host.ignored().isEmpty());
        host.ignores(command -> false);
        deadlinesPass();
        assertThat(world.awaitRunning(env, epoch).epoch()).isGreaterThan(epoch);
        assertThat(host.everStarted()).hasSize(1);
    }

    @Test
    void asksASilentHostToStopUntilItAnswers() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        host.ignores(StopContainer.class::isInstance);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        await().until(() -> !host.ignored().isEmpty());
        assertThat(world.count("select count(*) from gpus where status = 'releasing'"))
                .isOne();
        host.ignores(command -> false);
        deadlinesPass();
        world.await(EnvStopped.class, env);
        assertThat(world.count("select count(*) from sagas where name = 'stop-workload' and state = 'completed'"))
                .isOne();
    }

    /** As if the time had passed: deadlines are rows. */
    private static void deadlinesPass() {
        world.jdbc
                .sql("update sagas set deadline = now() where deadline is not null")
                .update();
    }
}
