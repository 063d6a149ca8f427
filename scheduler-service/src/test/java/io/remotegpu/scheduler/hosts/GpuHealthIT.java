package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.FleetEvent.GpuFitAgain;
import io.remotegpu.contracts.FleetEvent.GpuUnfit;
import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.VerifyGpus;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import io.remotegpu.contracts.workload.GpuHealthCause.Kind;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What follows from what hosts say of the health of GPUs, on real PostgreSQL and Kafka; only the hosts are fakes. */
class GpuHealthIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static World world;
    private static AdminApi admin;
    private FakeAgent host;
    private String gpu;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        admin = AdminApi.of(world.startPatientScheduler());
    }

    @AfterAll
    static void close() throws Exception {
        world.close();
    }

    @BeforeEach
    void register() {
        world.clear();
        host = world.host(1);
        gpu = "GPU-" + host.host() + "-0";
    }

    @Test
    void nobodyGetsAnUnfitGpuThoughItIsShownCleanUntilItIsWellAgain() {
        world.publisher.publish(world.publisher.publish(unhealthy(host.host(), gpu)));
        GpuUnfit unfit = world.probe.await(GpuUnfit.class, fact -> fact.gpu().equals(gpu));
        WorkloadId env = world.request(1);
        world.await(EnvQueued.class, env);
        awaitChecks(3);
        assertThat(admin.get("/gpus").body())
                .contains("\"status\":\"quarantined\"", "\"health_status\":\"unhealthy\"", "Xid 79")
                .contains("\"driver_version\":\"580\"", "\"cuda_version\":\"13.0\"");

        world.publisher.publish(
                new GpuHealthChanged(host.host(), gpu, GpuHealth.HEALTHY, List.of(), NOON.plusSeconds(60)));
        world.awaitRunning(env, 0);
        GpuFitAgain again =
                world.probe.await(GpuFitAgain.class, fact -> fact.gpu().equals(gpu));

        assertThat(again.incident()).isEqualTo(unfit.incident());
        assertThat(world.probe.messages(GpuUnfit.class).stream()
                        .filter(fact -> fact.gpu().equals(gpu))
                        .distinct())
                .hasSize(1);
        assertThat(admin.get("/gpus/" + gpu + "/health").body())
                .contains("Xid 79", "\"ended_at\":\"2026-03-01T12:01:00Z\"");
        assertThat(admin.get("/hosts/" + host.host() + "/events").body()).contains("gpu_unhealthy", "gpu_healthy");
    }

    @Test
    void oneThatIsHeldGoesOnAndIsQuarantinedOnceItIsReleased() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        world.publisher.publish(unhealthy(host.host(), gpu));
        world.probe.await(GpuUnfit.class, fact -> fact.gpu().equals(gpu));
        assertThat(statusOfGpu()).isEqualTo("allocated");

        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(statusOfGpu()).isEqualTo("quarantined");
    }

    @Test
    void noHostIsBelievedAboutTheGpuOfAnother() {
        FakeAgent other = world.host(1);
        world.publisher.publish(unhealthy(other.host(), gpu));
        String own = "GPU-" + other.host() + "-0";
        world.publisher.publish(unhealthy(other.host(), own));
        world.probe.await(GpuUnfit.class, fact -> fact.gpu().equals(own));

        assertThat(statusOfGpu()).isEqualTo("available");
    }

    @Test
    void oneThatRunsWithoutItsGpusIsDegradedAndARestartMendsIt() {
        WorkloadId env = world.request(1);
        EnvRunning run = world.awaitRunning(env, 0);
        GpuAccessLost lost = lost(host.host(), env, run.epoch());
        world.publisher.publish(lost(new HostId("another"), env, run.epoch()));
        world.publisher.publish(lost(host.host(), env, run.epoch() - 1));
        world.publisher.publish(lost);
        world.publisher.publish(lost);
        EnvDegraded degraded = world.await(EnvDegraded.class, env);
        assertThat(degraded).isEqualTo(new EnvDegraded(env, host.host(), run.epoch(), lost.since(), lost.reason()));
        assertThat(statusOfGpu()).isEqualTo("allocated");

        world.publisher.publish(new EnvRestartRequested(env, OWNER));
        EnvRunning again = world.awaitRunning(env, run.epoch());
        assertThat(world.said(EnvDegraded.class, env)).containsExactly(degraded);
        assertThat(world.count("select count(*) from allocations where degraded_since is not null"))
                .isZero();
        assertThat(again.hostId()).isEqualTo(host.host());
    }

    @Test
    void oneThatHasItsGpusBackIsRestoredAndSilenceMakesItDegradedAnew() {
        WorkloadId env = world.request(1);
        EnvRunning run = world.awaitRunning(env, 0);
        world.publisher.publish(new GpuAccessRestored(host.host(), env, run.epoch(), NOON));
        world.publisher.publish(lost(host.host(), env, run.epoch()));
        world.await(EnvDegraded.class, env);

        world.jdbc
                .sql("update allocations set phase = 'unknown' where phase = 'running'")
                .update();
        host.heartbeat();
        world.await(EnvRecovered.class, env);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.said(EnvDegraded.class, env).size() == 2);

        world.publisher.publish(new GpuAccessRestored(host.host(), env, run.epoch(), NOON.plusSeconds(60)));
        EnvRestored restored = world.await(EnvRestored.class, env);
        assertThat(restored.at()).isEqualTo(NOON.plusSeconds(60));
        assertThat(world.said(EnvRestored.class, env)).hasSize(1);
    }

    private static GpuHealthChanged unhealthy(HostId host, String gpu) {
        GpuHealthCause cause = new GpuHealthCause(Kind.XID, "Xid 79: GPU has fallen off the bus.");
        return new GpuHealthChanged(host, gpu, GpuHealth.UNHEALTHY, List.of(cause), NOON);
    }

    private static GpuAccessLost lost(HostId host, WorkloadId env, long epoch) {
        return new GpuAccessLost(host, env, epoch, NOON, "Failed to initialize NVML: Unknown Error");
    }

    /** The later ones are sent after the earlier ones were answered, for each answer counts for nothing. */
    private void awaitChecks(int times) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> world.probe.messages(VerifyGpus.class).stream()
                                .filter(asked -> asked.gpus().contains(gpu))
                                .count()
                        >= times);
    }

    private String statusOfGpu() {
        return world.jdbc
                .sql("select status from gpus where uuid = :uuid")
                .param("uuid", gpu)
                .query(String.class)
                .single();
    }
}
