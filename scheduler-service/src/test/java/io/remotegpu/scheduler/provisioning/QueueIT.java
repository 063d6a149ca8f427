package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import org.junit.jupiter.api.Test;

/** Environments that find no place at first, on real PostgreSQL and Kafka; only the hosts are fakes. */
class QueueIT extends RunningScheduler {
    @Test
    void waitsWithAReasonAndStartsByItselfWhenAHostAppears() {
        WorkloadId env = world.request(1);
        assertThat(world.probe
                        .await(EnvQueued.class, queued -> queued.workloadId().equals(env))
                        .reason())
                .isEqualTo("no GPU host is registered");
        world.host(1);
        world.awaitRunning(env, 0);
        assertThat(world.count("select count(*) from queue")).isZero();
    }

    @Test
    void startsWhatWaitsWhenAGpuIsReleased() {
        world.host(1);
        WorkloadId first = world.request(1);
        world.awaitRunning(first, 0);
        WorkloadId second = world.request(1);
        assertThat(world.probe
                        .await(EnvQueued.class, queued -> queued.workloadId().equals(second))
                        .reason())
                .isEqualTo("1 of 1 host has too few free GPUs (largest free: 0 of 1)");
        world.publisher.publish(new EnvDeleteRequested(first, OWNER));
        world.awaitRunning(second, 0);
    }

    @Test
    void leavesTheQueueWhenStoppedOrDeletedThere() {
        WorkloadId stopped = world.request(1);
        WorkloadId deleted = world.request(1);
        world.await(EnvQueued.class, stopped);
        world.publisher.publish(new EnvStopRequested(stopped, OWNER));
        world.publisher.publish(new EnvDeleteRequested(deleted, OWNER));
        assertThat(world.await(EnvStopped.class, stopped).stoppedAt()).isNull();
        world.await(EnvDeleted.class, deleted);
        assertThat(world.count("select count(*) from queue")).isZero();
    }

    @Test
    void startsAgainOnlyWhereItsHomeIs() {
        world.host(1);
        WorkloadId env = world.request(1);
        EnvRunning first = world.awaitRunning(env, 0);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.await(EnvStopped.class, env);
        WorkloadId rival = world.request(1);
        world.awaitRunning(rival, 0);
        world.host(4);
        world.publisher.publish(new EnvStartRequested(env, OWNER));
        assertThat(world.probe
                        .await(EnvQueued.class, queued -> queued.workloadId().equals(env))
                        .reason())
                .startsWith("its home is on host " + first.hostId());
        world.publisher.publish(new EnvDeleteRequested(rival, OWNER));
        assertThat(world.awaitRunning(env, first.epoch()).hostId()).isEqualTo(first.hostId());
    }
}
