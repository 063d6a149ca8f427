package io.remotegpu.scheduler.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvFailed;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.Workloads;
import io.remotegpu.scheduler.World;
import io.remotegpu.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Hosts that come, fall silent and return, and what people see of them; hosts are silent here after six seconds. */
class FleetIT {
    private static World world;
    private static String origin;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        ConfigurableApplicationContext scheduler = world.startScheduler(
                "--scheduler.hosts.suspect-after=4s",
                "--scheduler.hosts.unknown-after=6s",
                "--scheduler.hosts.watch-every=100ms");
        origin = "http://127.0.0.1:" + scheduler.getEnvironment().getProperty("local.server.port");
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
    void callsEnvironmentsOfASilentHostUnknownAndRecoversThemWhenItReturns() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        long epoch = world.awaitRunning(host, env).epoch();
        assertThat(world.probe
                        .await(EnvUnknown.class, fact -> fact.workloadId().equals(env))
                        .epoch())
                .isEqualTo(epoch);
        assertThat(world.count("select count(*) from gpu_leases where closed_at is null"))
                .isOne();
        WorkloadId other = world.request(1);
        assertThat(world.probe
                        .await(EnvQueued.class, fact -> fact.workloadId().equals(other))
                        .reason())
                .isEqualTo("1 of 1 host is not taking work (no heartbeat)");
        host.heartbeat();
        assertThat(world.probe
                        .await(EnvRecovered.class, fact -> fact.workloadId().equals(env))
                        .epoch())
                .isEqualTo(epoch);
        assertThat(host.everStarted()).hasSize(1);
    }

    @Test
    void endsWhatAReturningHostDoesNotRunAnyMore() {
        FakeAgent host = world.host(1);
        WorkloadId env = world.request(1);
        world.awaitRunning(host, env);
        world.probe.await(EnvUnknown.class, fact -> fact.workloadId().equals(env));
        host.loses(env);
        // A heartbeat just after the start says nothing yet, so the host says it until it counts.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    host.heartbeat();
                    return world.probe.messages(EnvFailed.class).stream()
                            .anyMatch(fact -> fact.workloadId().equals(env));
                });
        assertThat(world.nothingHeld()).isTrue();
    }

    @Test
    void losesGpusThatVanishAndChecksThoseThatReturn() {
        FakeAgent host = world.host(2);
        host.register(1);
        await().until(() -> world.count("select count(*) from gpus where status = 'lost'") == 1);
        host.register(2);
        await().until(() -> world.count("select count(*) from gpus where status = 'available'") == 2);
    }

    @Test
    void keepsALeasedGpuOnItsHostWhateverAnotherLists() {
        FakeAgent host = world.host(1);
        FakeAgent stranger = world.host(0);
        world.awaitRunning(host, world.request(1));
        var leased = Workloads.inventory(host.host(), 1).getFirst();
        var own = Workloads.inventory(stranger.host(), 1).getFirst();
        world.publisher.publish(new HostRegistered(
                stranger.host(), "b", "::1", "traditional", "docker", "1", 1, 1, List.of(leased, own), 1, 2, Map.of()));
        await().atMost(Duration.ofSeconds(30)).until(() -> world.count("select count(*) from gpus") == 2);
        assertThat(world.count("select count(*) from gpus where host_id = '" + host.host() + "'"))
                .isOne();
    }

    @Test
    void showsTheFleetToUsersAndMoreToAdministrators() throws Exception {
        FakeAgent host = world.host(2);
        await().untilAsserted(() -> {
            host.heartbeat();
            assertThat(get("/api/v1/gpus/available", TestTokens.of(5)).body())
                    .contains("\"model\":\"NVIDIA GeForce RTX 4090\"", "\"total\":2", "\"largest_free_block\":2");
        });
        assertThat(get("/api/v1/hosts", TestTokens.of(5)).body()).contains("\"total_gpu\":2");
        assertThat(get("/api/v1/admin/hosts", TestTokens.of(5)).statusCode()).isEqualTo(403);
        assertThat(get("/api/v1/admin/hosts/" + host.host(), TestTokens.admin(1))
                        .body())
                .contains("\"used_gpu\":0");
        assertThat(get("/api/v1/admin/hosts/nowhere", TestTokens.admin(1)).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/v1/admin/gpus", TestTokens.admin(1)).body()).contains("\"status\":\"available\"");
        assertThat(get("/api/v1/hosts", null).statusCode()).isEqualTo(401);
    }

    @Test
    void placesNothingOnAHostInMaintenance() throws Exception {
        FakeAgent host = world.host(1);
        assertThat(putStatus(host, "broken").statusCode()).isEqualTo(400);
        assertThat(putStatus(host, "maintenance").body()).contains("\"status\":\"maintenance\"");
        WorkloadId env = world.request(1);
        world.probe.await(EnvQueued.class, fact -> fact.workloadId().equals(env));
        assertThat(get("/api/v1/admin/queue", TestTokens.admin(1)).body()).contains(env.value(), "in maintenance");
        assertThat(get("/api/v1/environments/" + env + "/placement", TestTokens.of(1))
                        .body())
                .contains("\"phase\":\"queued\"", "in maintenance");
        assertThat(get("/api/v1/environments/" + env + "/placement", TestTokens.of(2))
                        .statusCode())
                .isEqualTo(404);
        putStatus(host, "online");
        world.awaitRunning(host, env);
        assertThat(get("/api/v1/environments/" + env + "/placement", TestTokens.of(1))
                        .body())
                .contains(host.host().value(), "is the only host that fits");
        assertThat(get("/api/v1/admin/sagas?state=completed", TestTokens.admin(1))
                        .body())
                .contains("provision-workload", env.value());
        assertThat(get("/api/v1/admin/sagas?state=odd", TestTokens.admin(1)).statusCode())
                .isEqualTo(400);
        assertThat(get("/api/v1/admin/sagas?state=stuck", TestTokens.admin(1)).statusCode())
                .isEqualTo(200);
        world.publisher.publish(new EnvDeleteRequested(env, new CustomerId(1)));
        world.probe.await(EnvDeleted.class, fact -> fact.workloadId().equals(env));
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (token != null) {
            request.header("Authorization", TestTokens.bearer(token));
        }
        return send(request);
    }

    private static HttpResponse<String> putStatus(FakeAgent host, String status) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(origin + "/api/v1/admin/hosts/" + host.host() + "/status"))
                .header("Authorization", TestTokens.bearer(TestTokens.admin(1)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"status\":\"" + status + "\"}")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        }
    }
}
