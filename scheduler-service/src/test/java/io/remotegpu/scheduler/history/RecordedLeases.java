package io.remotegpu.scheduler.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.scheduler.World;
import io.remotegpu.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leases as if they had been, and what people are told of them. */
final class RecordedLeases implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final World world;
    private final ConfigurableApplicationContext scheduler;
    private final HttpClient http = HttpClient.newHttpClient();

    RecordedLeases(World world, ConfigurableApplicationContext scheduler) {
        this.world = world;
        this.scheduler = scheduler;
    }

    /** Of a GPU of the one host that there is. */
    void lease(long epoch, String gpu, String workload, int share, Instant from, @Nullable Instant until) {
        world.jdbc
                .sql("""
                with lease as (insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at, closed_at)
                               select :epoch, :workload, host_id, 1, 1024, :from, cast(:until as timestamptz) from hosts returning *)
                insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, share, opened_at, closed_at)
                select epoch, :gpu, workload_id, host_id, :share, opened_at, closed_at from lease
                """)
                .param("epoch", epoch)
                .param("workload", workload)
                .param("from", Timestamp.from(from))
                .param("until", until == null ? null : Timestamp.from(until))
                .param("gpu", gpu)
                .param("share", share)
                .update();
    }

    void look() {
        scheduler.getBean(UsageAudit.class).look();
    }

    double drift(String of) {
        return scheduler
                .getBean(MeterRegistry.class)
                .get("remotegpu.leases.drift")
                .tag("of", of)
                .gauge()
                .value();
    }

    /** As if it had been written up to then. */
    void fill(Instant through) {
        through(through);
        scheduler.getBean(UsageHistory.class).fill();
    }

    void through(Instant through) {
        world.jdbc
                .sql("update gpu_usage_filled set through = :through")
                .param("through", Timestamp.from(through))
                .update();
    }

    /** What an administrator is told. */
    JsonNode get(String path) {
        return JSON.readTree(ask(path, TestTokens.admin(1)).body()).path("data");
    }

    static List<String> workloads(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(holding -> holding.path("workload_id").asString())
                .toList();
    }

    HttpResponse<String> ask(String path, String token) {
        String origin = "http://127.0.0.1:" + scheduler.getEnvironment().getProperty("local.server.port");
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path))
                            .header("Authorization", TestTokens.bearer(token))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
