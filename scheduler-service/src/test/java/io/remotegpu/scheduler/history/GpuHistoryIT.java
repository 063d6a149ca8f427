package io.remotegpu.scheduler.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import io.remotegpu.testing.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Leases of some days, written down and asked for. Nothing is written but when a test says so. */
class GpuHistoryIT {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static World world;
    private static ConfigurableApplicationContext scheduler;

    /** The midnight before last. */
    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));

    private FakeAgent host;
    private String gpu;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        scheduler = world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.history.first=10h");
    }

    @AfterAll
    static void close() throws Exception {
        HTTP.close();
        world.close();
    }

    @BeforeEach
    void aHostWithTwoGpus() {
        world.clear();
        world.jdbc.sql("delete from gpu_usage_history").update();
        host = world.host(2);
        gpu = world.jdbc
                .sql("select uuid from gpus where gpu_index = 1")
                .query(String.class)
                .single();
    }

    @Test
    void saysWhoHeldWhichGpuAtWhichMinute() {
        lease(1, "env-long", 1000, midnight.minus(Duration.ofHours(30)), midnight.plus(Duration.ofMinutes(10)));
        lease(2, "env-half", 500, midnight.plus(Duration.ofMinutes(20)), midnight.plus(Duration.ofHours(3)));
        lease(3, "env-third", 300, midnight.plus(Duration.ofMinutes(30)), null);
        fill(midnight.minus(Duration.ofDays(3)));

        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(9)))).containsExactly("env-long");
        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(10)))).isEmpty();
        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(134)))).containsExactly("env-third", "env-half");
        assertThat(heldBy("at=" + Instant.now())).containsExactly("env-third");
        assertThat(heldBy("")).containsExactly("env-third", "env-half", "env-long");
        JsonNode place = get("/hosts/" + host.host() + "/gpus/1/history?at=" + midnight.plus(Duration.ofMinutes(1)));
        assertThat(place.at("/items/0/gpu_uuid").asString()).isEqualTo(gpu);
        assertThat(place.at("/items/0/from").asString())
                .isEqualTo(midnight.minus(Duration.ofHours(30)).toString());
        assertThat(place.at("/items/0/until").asString())
                .isEqualTo(midnight.plus(Duration.ofMinutes(10)).toString());
        assertThat(get("/hosts/" + host.host() + "/gpus/0/history").path("items"))
                .isEmpty();
    }

    @Test
    void cutsAtMidnightAndWritesTheSameHoweverOften() {
        lease(1, "env-long", 1000, midnight.minus(Duration.ofHours(30)), midnight.plus(Duration.ofMinutes(10)));
        lease(2, "env-open", 500, midnight.minus(Duration.ofHours(1)), null);
        fill(midnight.minus(Duration.ofDays(3)));
        fill(midnight.minus(Duration.ofDays(3)));
        assertThat(world.jdbc
                        .sql(
                                "select epoch || ' ' || extract(epoch from held_until - held_from)::int / 60 from gpu_usage_history "
                                        + "where day <= :yesterday order by epoch, day")
                        .param("yesterday", UsageHistory.day(midnight))
                        .query(String.class)
                        .list())
                .containsExactly("1 360", "1 1440", "1 10", "2 60", "2 1440");
    }

    @Test
    void walksThroughManyByCursorAndRefusesSpansThatAreNone() {
        for (int epoch = 1; epoch <= 5; epoch++) {
            Instant from = midnight.plus(Duration.ofMinutes(epoch));
            lease(epoch, "env-" + epoch, 1000, from, from.plusSeconds(30));
        }
        fill(midnight.minus(Duration.ofDays(1)));
        JsonNode first = history("page_size=3");
        assertThat(first.at("/pagination/total").asInt()).isEqualTo(5);
        JsonNode rest =
                history("page_size=3&cursor=" + first.path("next_cursor").asString());
        assertThat(workloads(first)).containsExactly("env-5", "env-4", "env-3");
        assertThat(workloads(rest)).containsExactly("env-2", "env-1");

        assertThat(ask("/gpus/" + gpu + "/history?from=" + Instant.now().plus(Duration.ofHours(1)), TestTokens.admin(1))
                        .body())
                .contains("30001");
        assertThat(ask("/gpus/" + gpu + "/history?from=2020-01-01T00:00:00Z", TestTokens.admin(1))
                        .body())
                .contains("at most 92 days");
        assertThat(ask("/gpus/" + gpu + "/history", TestTokens.of(5)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsTheHistoryOfAHostThatIsRemoved() {
        Instant ended = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
        lease(1, "env-last", 1000, ended.minusSeconds(60), ended);
        through(Instant.now());
        assertThat(AdminApi.of(scheduler)
                        .send("/hosts/" + host.host(), "DELETE", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(world.count("select count(*) from gpus")).isZero();
        assertThat(heldBy("at=" + ended.minusSeconds(1))).containsExactly("env-last");
        assertThat(history("").at("/items/0/until").asString()).isEqualTo(ended.toString());
    }

    @Test
    void dropsDaysThatNobodyAsksForAndMakesTheNext() {
        world.jdbc.sql("""
                create table if not exists gpu_usage_history_20200101 partition of gpu_usage_history
                for values from ('2020-01-01') to ('2020-01-02')
                """).update();
        fill(midnight);
        assertThat(world.count("select count(*) from pg_class where relname = 'gpu_usage_history_20200101'"))
                .isZero();
        assertThat(world.count("select count(*) from pg_inherits where inhparent = 'gpu_usage_history'::regclass"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsWhatDoesNotAgreeWithTheLeasesAndCountsAnew() {
        look();
        assertThat(List.of(drift("count"), drift("status"), drift("holder"), drift("history")))
                .containsOnly(0.0);

        Instant before = Instant.now().minus(Duration.ofHours(2));
        lease(1, "env-ended", 1000, before.minusSeconds(60), before);
        world.jdbc.sql("update gpus set leased = 300 where gpu_index = 0").update();
        world.jdbc
                .sql("update gpus set status = 'allocated', allocated_to = 'env-nobody' where gpu_index = 0")
                .update();
        through(Instant.now());
        look();
        assertThat(drift("count")).isEqualTo(1);
        assertThat(drift("status")).isEqualTo(1);
        assertThat(drift("history")).isEqualTo(1);
        assertThat(world.count("select leased from gpus where gpu_index = 0")).isZero();

        scheduler.getBean(UsageHistory.class).fill();
        look();
        assertThat(drift("count")).isZero();
        assertThat(drift("history")).isZero();
        assertThat(heldBy("at=" + before.minusSeconds(1))).containsExactly("env-ended");
    }

    private static void look() {
        scheduler.getBean(UsageAudit.class).look();
    }

    private static double drift(String of) {
        return scheduler
                .getBean(MeterRegistry.class)
                .get("remotegpu.leases.drift")
                .tag("of", of)
                .gauge()
                .value();
    }

    private static void fill(Instant through) {
        through(through);
        scheduler.getBean(UsageHistory.class).fill();
    }

    private static void through(Instant through) {
        world.jdbc
                .sql("update gpu_usage_filled set through = :through")
                .param("through", Timestamp.from(through))
                .update();
    }

    private void lease(long epoch, String workload, int share, Instant from, @Nullable Instant until) {
        Timestamp closed = until == null ? null : Timestamp.from(until);
        world.jdbc
                .sql("""
                with lease as (insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at, closed_at)
                               values (:epoch, :workload, :host, 1, 1024, :from, cast(:until as timestamptz)) returning *)
                insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, share, opened_at, closed_at)
                select epoch, :gpu, workload_id, host_id, :share, opened_at, closed_at from lease
                """)
                .param("epoch", epoch)
                .param("workload", workload)
                .param("host", host.host().value())
                .param("from", Timestamp.from(from))
                .param("until", closed)
                .param("gpu", gpu)
                .param("share", share)
                .update();
    }

    private List<String> heldBy(String query) {
        return workloads(history(query));
    }

    private static List<String> workloads(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(holding -> holding.path("workload_id").asString())
                .toList();
    }

    private JsonNode history(String query) {
        return get("/gpus/" + gpu + "/history?" + query);
    }

    private static JsonNode get(String path) {
        return JSON.readTree(ask(path, TestTokens.admin(1)).body()).path("data");
    }

    private static HttpResponse<String> ask(String path, String token) {
        String origin = "http://127.0.0.1:" + scheduler.getEnvironment().getProperty("local.server.port");
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path))
                            .header("Authorization", TestTokens.bearer(token))
                            .build(),
                    BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
