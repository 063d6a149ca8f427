package io.remotegpu.scheduler.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopWithdrawn;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who goes first, who may pass and who makes room, on real PostgreSQL and Kafka; only the hosts are fakes. Nobody's patience lasts here. */
class FairQueueIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static World world;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.queue.keep-after=0s",
                "--scheduler.queue.spot-notice=5s",
                "--scheduler.provisioning.expire-every=300ms");
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void clear() {
        world.clear();
    }

    @Test
    void smallOnesCannotPassALargeOneForEver() {
        world.host(2);
        WorkloadId running = world.request(1);
        world.awaitRunning(running, 0);
        WorkloadId large = world.request(2);
        awaitKept(large);
        WorkloadId small = world.request(1);
        assertThat(world.await(EnvQueued.class, small).reason())
                .isEqualTo("1 of 1 host is kept for what has waited longer");

        world.publisher.publish(new EnvDeleteRequested(running, OWNER));
        world.awaitRunning(large, 0);
        world.publisher.publish(new EnvDeleteRequested(large, OWNER));
        world.awaitRunning(small, 0);
    }

    @Test
    void whoSaysThatItWillBeGoneInTimeMayPass() {
        world.host(2);
        WorkloadId running = world.request(Workloads.withGpus(1), 1, lasting(7200));
        world.awaitRunning(running, 0);
        WorkloadId large = world.request(2);
        awaitKept(large);
        WorkloadId tooLong = world.request(Workloads.withGpus(1), 1, lasting(7190));
        world.await(EnvQueued.class, tooLong);
        world.awaitRunning(world.request(Workloads.withGpus(1), 1, lasting(3600)), 0);
        assertThat(world.count("select count(*) from queue where kept_until is not null"))
                .isEqualTo(1);
    }

    @Test
    void whatTakesNothingThatIsWaitedForMayPass() {
        world.host(1);
        world.awaitRunning(world.request(1), 0);
        awaitKept(world.request(1));
        world.awaitRunning(world.request(0), 0);
    }

    @Test
    void theWorkspaceThatHoldsNothingGoesBeforeTheOneThatHoldsMuch() {
        world.host(2);
        WorkloadId first = world.request(1);
        world.awaitRunning(first, 0);
        WorkloadId second = world.request(1);
        world.awaitRunning(second, 0);
        WorkloadId greedy = world.request(1);
        awaitKept(greedy);
        WorkloadId modest = world.request(Workloads.withGpus(1), 2, Scheduling.ORDINARY);
        awaitKept(modest);
        await().until(() -> world.count("select rank from queue where workload_id = '" + modest + "'") == 0);

        world.publisher.publish(new EnvDeleteRequested(first, OWNER));
        world.awaitRunning(modest, 0);
        assertThat(world.count("select count(*) from queue where workload_id = '" + greedy + "'"))
                .isEqualTo(1);
    }

    @Test
    void aSpotEnvironmentIsToldAndThenMakesRoom() {
        world.host(1);
        WorkloadId spot = world.request(Workloads.withGpus(1), 1, spot());
        long epoch = world.awaitRunning(spot, 0).epoch();
        WorkloadId urgent = world.request(1);
        EnvStopAnnounced told = world.await(EnvStopAnnounced.class, spot);
        assertThat(told.epoch()).isEqualTo(epoch);
        assertThat(world.await(EnvPreempted.class, spot).stoppedAt())
                .isAfterOrEqualTo(told.stopsAt().minusSeconds(1));
        world.awaitRunning(urgent, 0);
        assertThat(world.count("select count(*) from stop_notices")).isZero();
        assertThat(world.said(EnvStopAnnounced.class, spot)).hasSize(1);
    }

    @Test
    void spotMakesNoRoomForSpotAndTheNoticeEndsWithTheNeed() {
        world.host(2);
        WorkloadId spot = world.request(Workloads.withGpus(2), 1, spot());
        world.awaitRunning(spot, 0);
        world.await(EnvQueued.class, world.request(Workloads.withGpus(1), 1, spot()));
        assertThat(world.said(EnvStopAnnounced.class, spot)).isEmpty();

        WorkloadId urgent = world.request(1);
        world.await(EnvStopAnnounced.class, spot);
        world.jdbc
                .sql("update stop_notices set stops_at = stops_at + interval '1 hour'")
                .update();
        world.publisher.publish(new EnvStopRequested(urgent, OWNER));
        world.await(EnvStopWithdrawn.class, spot);
        assertThat(world.said(EnvStopped.class, spot)).isEmpty();
    }

    private static void awaitKept(WorkloadId waiting) {
        await().until(() -> world.count(
                        "select count(*) from queue where kept_host_id is not null and workload_id = '" + waiting + "'")
                == 1);
    }

    private static Scheduling spot() {
        return new Scheduling(Scheduling.SPOT, LostHostPolicy.HOLD, null);
    }

    private static Scheduling lasting(@Nullable Integer seconds) {
        return new Scheduling(50, LostHostPolicy.HOLD, seconds);
    }
}
