package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import io.remotegpu.contracts.FleetEvent.SagaStuck;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators do to hosts, GPUs and sagas, on real PostgreSQL and Kafka; only the hosts are fakes. */
class AdminIT {
    private static final CustomerId OWNER = new CustomerId(1);
    private static World world;
    private static AdminApi admin;
    private FakeAgent host;
    private String gpu;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        admin = AdminApi.of(world.startScheduler("--scheduler.hosts.watch-every=200ms"));
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
    void aDrainedHostIsEmptiedAndStaysClosed() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);

        assertThat(admin.hostStatus(host.host(), "{\"status\":\"maintenance\",\"drain\":true}")
                        .body())
                .contains("\"status\":\"maintenance\"", "\"drain_started_at\":\"");
        world.await(EnvStopped.class, env);
        admin.await("/hosts/" + host.host() + "/events", "\"drained\"");
        assertThat(admin.get("/hosts/" + host.host()).body())
                .contains("\"environments\":0", "\"status\":\"maintenance\"")
                .doesNotContain("drain_started_at");
        WorkloadId next = world.request(1);
        world.await(EnvQueued.class, next);
        admin.hostStatus(host.host(), "{\"status\":\"online\"}");
        world.awaitRunning(next, 0);
    }

    @Test
    void maintenanceWithoutDrainLeavesAloneWhatRuns() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);

        assertThat(admin.hostStatus(host.host(), "{\"status\":\"maintenance\"}").body())
                .contains("\"environments\":1")
                .doesNotContain("drain_started_at");
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);
        assertThat(world.probe.messages(StopContainer.class)).hasSize(1);
    }

    @Test
    void aGpuIsTakenOutOfWorkOnlyWhileNobodyHoldsItAndComesBackProvenClean() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        assertThat(gpuStatus("maintenance")).contains("\"status\":\"allocated\"", "40002");
        world.publisher.publish(new EnvDeleteRequested(env, OWNER));
        world.await(EnvDeleted.class, env);

        assertThat(gpuStatus("maintenance")).contains("\"status\":\"maintenance\"");
        long maintenance = started(gpu).maintenance();
        WorkloadId next = world.request(1);
        world.await(EnvQueued.class, next);
        assertThat(gpuStatus("available")).contains("\"status\":\"quarantined\"");
        assertThat(ended(gpu).maintenance()).isEqualTo(maintenance);
        world.awaitRunning(next, 0);
        assertThat(gpuStatus("broken")).contains("30001");
        assertThat(admin.send("/gpus/nowhere/status", "PUT", "{\"status\":\"maintenance\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aHostInMaintenanceTellsOfEachOfItsGpusOnce() {
        FakeAgent pair = world.host(2);
        List<String> gpus = List.of("GPU-" + pair.host() + "-0", "GPU-" + pair.host() + "-1");
        for (String status : List.of("maintenance", "maintenance", "online", "online")) {
            admin.hostStatus(pair.host(), "{\"status\":\"" + status + "\"}");
        }

        gpus.forEach(each ->
                assertThat(ended(each).maintenance()).isEqualTo(started(each).maintenance()));
        assertThat(world.probe.messages(GpuMaintenanceStarted.class))
                .extracting(GpuMaintenanceStarted::gpu)
                .containsExactlyInAnyOrderElementsOf(gpus);
    }

    private static GpuMaintenanceStarted started(String uuid) {
        return world.probe.await(GpuMaintenanceStarted.class, fact -> fact.gpu().equals(uuid));
    }

    private static GpuMaintenanceEnded ended(String uuid) {
        return world.probe.await(GpuMaintenanceEnded.class, fact -> fact.gpu().equals(uuid));
    }

    @Test
    void aSagaThatAsksInVainIsRetriedAtOnce() {
        WorkloadId env = world.request(1);
        world.awaitRunning(env, 0);
        host.ignores(StopContainer.class::isInstance);
        world.publisher.publish(new EnvStopRequested(env, OWNER));
        world.probe.await(StopContainer.class);
        assertThat(admin.post("/sagas/" + saga() + "/retry").statusCode()).isEqualTo(409);
        assertThat(admin.post("/sagas/" + saga() + "/cancel").statusCode()).isEqualTo(409);

        world.jdbc
                .sql("update sagas set attempts = 9, deadline = now() + interval '1 hour' where state = 'running'")
                .update();
        assertThat(admin.get("/sagas?state=stuck").body()).contains(env.value());
        SagaStuck told =
                world.probe.await(SagaStuck.class, stuck -> stuck.concerning().equals(env.value()));
        assertThat(told.hostId()).isEqualTo(host.host());
        assertThat(told.attempts()).isEqualTo(9);
        host.ignores(command -> false);
        assertThat(admin.post("/sagas/" + saga() + "/retry").statusCode()).isEqualTo(202);
        world.await(EnvStopped.class, env);
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void aStartIsCancelledAndUndoneAndItsOwnerToldWhy() {
        host.ignores(StartContainer.class::isInstance);
        WorkloadId env = world.request(1);
        world.probe.await(StartContainer.class);

        assertThat(admin.post("/sagas/" + saga() + "/cancel").statusCode()).isEqualTo(202);
        EnvFailed failed = world.await(EnvFailed.class, env);
        assertThat(failed.cause()).isEqualTo(FailureCause.CANCELLED);
        assertThat(failed.reason()).isEqualTo("cancelled by an administrator");
        assertThat(world.nothingHeld()).isTrue();
        assertThat(host.everStarted()).isEmpty();
    }

    private String gpuStatus(String status) {
        return admin.send("/gpus/" + gpu + "/status", "PUT", "{\"status\":\"" + status + "\"}")
                .body();
    }

    private static String saga() {
        return world.jdbc
                .sql("select id::text from sagas where state in ('running', 'compensating')")
                .query(String.class)
                .single();
    }
}
