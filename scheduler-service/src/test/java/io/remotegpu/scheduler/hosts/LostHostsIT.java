package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.EnvironmentEvent.SnapshotRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvRescheduled;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.SchedulerEvent.SnapshotLost;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Scheduling.LostHostPolicy;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hosts that never come back, and one that does after all; silent means six seconds here, for too long eight. */
class LostHostsIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static World world;
    private static AdminApi admin;
    private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();
    private FakeAgent host;
    private ScheduledFuture<?> heartbeat;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        admin = AdminApi.of(world.startScheduler(
                "--scheduler.hosts.suspect-after=4s",
                "--scheduler.hosts.unknown-after=6s",
                "--scheduler.hosts.reschedule-after=8s",
                "--scheduler.hosts.unexpected-after=1s",
                "--scheduler.hosts.watch-every=100ms"));
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void register() {
        world.clear();
        host = world.host(3);
        heartbeat = beats(host);
    }

    @AfterEach
    void endHeartbeats() {
        heartbeats.shutdownNow();
    }

    @Test
    void aHostThatAnswersCannotBeDeclaredLost() {
        assertThat(admin.hostStatus(host.host(), "{\"status\":\"lost\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatRanThereEndsWithAReasonAndIsNotKilledBlindlyWhenTheHostReturns() {
        WorkloadId env = request(LostHostPolicy.HOLD);
        long epoch = world.awaitRunning(env, 0).epoch();
        falls();
        EnvUnknown unknown = world.await(EnvUnknown.class, env);
        declareLost();

        EnvFailed failed = world.await(EnvFailed.class, env);
        assertThat(failed.cause()).isEqualTo(FailureCause.HOST_LOST);
        assertThat(failed.reason()).contains("was declared lost");
        assertThat(failed.stoppedAt()).isAfterOrEqualTo(unknown.lastAttestedAt());
        awaitCount("select count(*) from gpus where status = 'lost'", 3);
        awaitCount("select count(*) from leases where closed_at is null", 0);

        host.ignores(command -> false);
        beats(host);
        admin.await("/hosts/" + host.host() + "/unexpected", "\"state\":\"quarantined\"");
        assertThat(host.running()).containsKey(env);
        assertThat(host.running().get(env).epoch()).isEqualTo(epoch);
        assertThat(admin.get("/hosts/" + host.host()).body()).contains("\"status\":\"lost\"");

        admin.post("/hosts/" + host.host() + "/unexpected/" + env + "/stop");
        admin.await("/hosts/" + host.host() + "/unexpected", "\"data\":[]");
        assertThat(host.running()).isEmpty();
        admin.hostStatus(host.host(), "{\"status\":\"online\"}");
        awaitCount("select count(*) from gpus where status = 'available'", 3);
        assertThat(admin.get("/hosts/" + host.host() + "/events").body())
                .contains("\"lost\"", "\"unexpected\"", "\"unexpected_stopped\"", "\"online\"", "\"registered\"");
    }

    @Test
    void everySagaOfALostHostEndsOnItsOwnTerms() {
        WorkloadId stopped = world.request(1);
        world.awaitRunning(stopped, 0);
        WorkloadId deleted = world.request(1);
        world.awaitRunning(deleted, 0);
        host.ignores(command -> true);
        WorkloadId starting = world.request(1);
        await().until(() ->
                host.ignored().stream().anyMatch(command -> command.workloadId().equals(starting)));
        world.publisher.publish(new EnvStopRequested(stopped, OWNER));
        world.publisher.publish(new EnvDeleteRequested(deleted, OWNER));
        awaitCount("select count(*) from allocations where phase in ('stopping', 'deleting')", 2);
        falls();
        awaitCount("select count(*) from hosts where health = 'unknown'", 1);
        FakeAgent other = world.host(1);
        beats(other);
        declareLost();

        world.await(EnvStopped.class, stopped);
        world.await(EnvDeleted.class, deleted);
        EnvRunning elsewhere = world.awaitRunning(starting, 0);
        assertThat(elsewhere.hostId()).isEqualTo(other.host());
        awaitCount("select count(*) from sagas where state in ('running', 'compensating')", 0);
        awaitCount("select count(*) from leases where closed_at is null", 1);
    }

    @Test
    void whatAskedForItStartsElsewhereAfterALongSilenceUnderALargerEpoch() {
        WorkloadId env = request(LostHostPolicy.RESCHEDULE);
        EnvRunning first = world.awaitRunning(env, 0);
        falls();
        world.await(EnvUnknown.class, env);
        FakeAgent other = world.host(1);
        beats(other);

        assertThat(world.await(EnvRescheduled.class, env).epoch()).isEqualTo(first.epoch());
        EnvRunning second = world.awaitRunning(env, first.epoch());
        assertThat(second.hostId()).isEqualTo(other.host());
        assertThat(world.said(EnvFailed.class, env)).isEmpty();
        assertThat(world.said(EnvStopped.class, env)).isEmpty();
        awaitCount("select count(*) from gpus where status = 'quarantined'", 1);
    }

    @Test
    void itsSnapshotsAreLostWithIt() {
        WorkloadId env = request(LostHostPolicy.HOLD);
        world.awaitRunning(env, 0);
        var snapshot = new SnapshotId("snap-" + UUID.randomUUID().toString().substring(0, 8));
        world.publisher.publish(new SnapshotRequested(env, OWNER, snapshot));
        world.await(SnapshotTaken.class, env);
        falls();
        world.await(EnvUnknown.class, env);
        declareLost();

        assertThat(world.await(SnapshotLost.class, env).snapshotId()).isEqualTo(snapshot);
    }

    private void falls() {
        host.ignores(command -> true);
        heartbeat.cancel(false);
    }

    private void declareLost() {
        assertThat(admin.hostStatus(host.host(), "{\"status\":\"lost\"}").body())
                .contains("\"status\":\"lost\"");
    }

    private ScheduledFuture<?> beats(FakeAgent agent) {
        return heartbeats.scheduleWithFixedDelay(agent::heartbeat, 0, 300, TimeUnit.MILLISECONDS);
    }

    private static WorkloadId request(LostHostPolicy policy) {
        var id = new WorkloadId("env-" + UUID.randomUUID());
        world.publisher.publish(new EnvRequested(
                id, OWNER, new WorkspaceId(1), "mine", Workloads.withGpus(1), new Scheduling(50, policy, null), null));
        return id;
    }

    private static void awaitCount(String sql, long count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> world.count(sql) == count);
    }
}
