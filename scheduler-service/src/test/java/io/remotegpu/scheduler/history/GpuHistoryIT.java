package io.remotegpu.scheduler.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.scheduler.FakeAgent;
import io.remotegpu.scheduler.World;
import io.remotegpu.scheduler.hosts.AdminApi;
import io.remotegpu.testing.TestTokens;
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

/** Leases of some days, written down and asked for. Nothing is written but when a test says so. */
class GpuHistoryIT {
    private static World world;
    private static ConfigurableApplicationContext scheduler;
    private static RecordedLeases records;

    /** Of a day that is over, whenever the test ends. */
    private final Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(3));

    private FakeAgent host;
    private String gpu;

    @BeforeAll
    static void startScheduler() {
        world = new World();
        scheduler = world.startScheduler(
                "--scheduler.hosts.suspect-after=1h",
                "--scheduler.hosts.unknown-after=2h",
                "--scheduler.history.first=10h");
        records = new RecordedLeases(world, scheduler);
    }

    @AfterAll
    static void close() throws Exception {
        records.close();
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
        records.fill(midnight.minus(Duration.ofDays(3)));

        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(9)))).containsExactly("env-long");
        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(10)))).isEmpty();
        assertThat(heldBy("at=" + midnight.plus(Duration.ofMinutes(134)))).containsExactly("env-third", "env-half");
        assertThat(heldBy("at=" + Instant.now())).containsExactly("env-third");
        assertThat(heldBy("")).containsExactly("env-third", "env-half", "env-long");
        JsonNode place =
                records.get("/hosts/" + host.host() + "/gpus/1/history?at=" + midnight.plus(Duration.ofMinutes(1)));
        assertThat(place.at("/items/0/gpu_uuid").asString()).isEqualTo(gpu);
        assertThat(place.at("/items/0/from").asString())
                .isEqualTo(midnight.minus(Duration.ofHours(30)).toString());
        assertThat(place.at("/items/0/until").asString())
                .isEqualTo(midnight.plus(Duration.ofMinutes(10)).toString());
        assertThat(records.get("/hosts/" + host.host() + "/gpus/0/history").path("items"))
                .isEmpty();
    }

    @Test
    void cutsAtMidnightAndWritesTheSameHoweverOften() {
        lease(1, "env-long", 1000, midnight.minus(Duration.ofHours(30)), midnight.plus(Duration.ofMinutes(10)));
        lease(2, "env-open", 500, midnight.minus(Duration.ofHours(1)), null);
        records.fill(midnight.minus(Duration.ofDays(3)));
        records.fill(midnight.minus(Duration.ofDays(3)));
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
        records.fill(midnight.minus(Duration.ofDays(1)));
        JsonNode first = history("page_size=3");
        assertThat(first.at("/pagination/total").asInt()).isEqualTo(5);
        JsonNode rest =
                history("page_size=3&cursor=" + first.path("next_cursor").asString());
        assertThat(RecordedLeases.workloads(first)).containsExactly("env-5", "env-4", "env-3");
        assertThat(RecordedLeases.workloads(rest)).containsExactly("env-2", "env-1");

        assertThat(records.ask(
                                "/gpus/" + gpu + "/history?from="
                                        + Instant.now().plus(Duration.ofHours(1)),
                                TestTokens.admin(1))
                        .body())
                .contains("30001");
        assertThat(records.ask("/gpus/" + gpu + "/history?from=2020-01-01T00:00:00Z", TestTokens.admin(1))
                        .body())
                .contains("at most 92 days");
        assertThat(records.ask("/gpus/" + gpu + "/history", TestTokens.of(5)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsTheHistoryOfAHostThatIsRemoved() {
        Instant ended = Instant.now().minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.SECONDS);
        lease(1, "env-last", 1000, ended.minusSeconds(60), ended);
        records.through(Instant.now());
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
        records.fill(midnight);
        assertThat(world.count("select count(*) from pg_class where relname = 'gpu_usage_history_20200101'"))
                .isZero();
        assertThat(world.count("select count(*) from pg_inherits where inhparent = 'gpu_usage_history'::regclass"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void tellsWhatDoesNotAgreeWithTheLeasesAndCountsAnew() {
        records.look();
        assertThat(List.of(
                        records.drift("count"),
                        records.drift("status"),
                        records.drift("holder"),
                        records.drift("history")))
                .containsOnly(0.0);

        Instant before = Instant.now().minus(Duration.ofHours(2));
        lease(1, "env-ended", 1000, before.minusSeconds(60), before);
        world.jdbc.sql("update gpus set leased = 300 where gpu_index = 0").update();
        world.jdbc
                .sql("update gpus set status = 'allocated', allocated_to = 'env-nobody' where gpu_index = 0")
                .update();
        records.through(Instant.now());
        records.look();
        assertThat(records.drift("count")).isEqualTo(1);
        assertThat(records.drift("status")).isEqualTo(1);
        assertThat(records.drift("history")).isEqualTo(1);
        assertThat(world.count("select leased from gpus where gpu_index = 0")).isZero();

        scheduler.getBean(UsageHistory.class).fill();
        records.look();
        assertThat(records.drift("count")).isZero();
        assertThat(records.drift("history")).isZero();
        assertThat(heldBy("at=" + before.minusSeconds(1))).containsExactly("env-ended");
    }

    private void lease(long epoch, String workload, int share, Instant from, @Nullable Instant until) {
        records.lease(epoch, gpu, workload, share, from, until);
    }

    private List<String> heldBy(String query) {
        return RecordedLeases.workloads(history(query));
    }

    private JsonNode history(String query) {
        return records.get("/gpus/" + gpu + "/history?" + query);
    }
}
