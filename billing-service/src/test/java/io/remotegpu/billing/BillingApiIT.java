package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BillingApiIT extends BillingTestBase {
    @AfterEach
    void backToTheAfternoon() {
        clock.set(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void showsWhatAnOpenRecordComesToNow() {
        publisher.publish(running(1, NOON));
        awaitRecords("status=open", 1);

        clock.set(after(900));
        JsonNode open = records("environment_id=" + environment).path(0);
        assertThat(open.path("duration_s").asLong()).isEqualTo(900);
        assertThat(open.path("amount").asString()).isEqualTo("0.530000");
        assertThat(open.has("end_time")).isFalse();
    }

    @Test
    void showsNobodyTheRecordsOfOthers() {
        publisher.publish(running(1, NOON));
        awaitRecords("", 1);

        JsonNode others = get("/api/v1/billing/records?environment_id=" + environment, TestTokens.of(99));
        assertThat(others.path("data").path("items").size()).isZero();
        assertThat(others.path("data").path("pagination").path("total").asLong())
                .isZero();
    }

    @Test
    void refusesFiltersItDoesNotKnow() {
        String token = TestTokens.of(customer);
        assertThat(send(request("/api/v1/billing/records?status=gone", token)).statusCode())
                .isEqualTo(400);
        assertThat(send(request("/api/v1/billing/records?workspace_id=x", token))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request("/api/v1/billing/summary?group_by=colour", token))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void cutsARecordAtMidnightAndAddsUpTheRest() {
        Instant start = Instant.parse("2026-03-09T23:30:00Z");
        publisher.publish(running(1, start));
        publisher.publish(new EnvStopped(environment, 1, start.plus(Duration.ofHours(1))));
        awaitRecords("status=closed", 1);

        JsonNode days = summary("day");
        assertThat(days.size()).isEqualTo(2);
        assertThat(days.path(0).path("group").asString()).isEqualTo("2026-03-09");
        assertThat(days.path(0).path("amount").asString()).isEqualTo("1.060000");
        assertThat(days.path(1).path("duration_s").asLong()).isEqualTo(1800);
        assertThat(summary("workspace").path(0).path("group").asString()).isEqualTo(Long.toString(customer));
        assertThat(summary("environment").path(0).path("group").asString()).isEqualTo(environment.value());
        assertThat(summary("gpu_model").path(0).path("gpu_seconds").asLong()).isEqualTo(3600);
        JsonNode usage = get("/api/v1/billing/usage", TestTokens.of(customer)).path("data");
        assertThat(usage.path("totals").path(0).path("amount").asString()).isEqualTo("2.120000");
    }

    @Test
    void pricesTheFutureAndNeverThePast() {
        String admin = TestTokens.admin(1);
        String plan = """
                {"valid_from":"%s","currency":"USD","gpu_hour":"10","core_hour":"0","gib_hour":"0"}""";
        assertThat(post("/api/v1/admin/billing/prices", admin, plan.formatted("2026-03-10T00:00:00Z"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/admin/billing/prices", TestTokens.of(customer), plan.formatted("2027-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/api/v1/admin/billing/prices", admin, plan.formatted("2027-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(post("/api/v1/admin/billing/prices", admin, plan.formatted("2027-01-01T00:00:00Z"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(get("/api/v1/admin/billing/prices", admin)
                        .path("data")
                        .path(0)
                        .path("valid_from")
                        .asString())
                .isEqualTo("2027-01-01T00:00:00Z");

        publisher.publish(running(1, NOON));
        publisher.publish(running(2, Instant.parse("2027-01-01T00:00:01Z")));
        awaitRecords("", 2);

        assertThat(records("").path(0).path("unit_price").asString()).isEqualTo("2.120000");
        assertThat(records("").path(1).path("unit_price").asString()).isEqualTo("10.000000");
    }

    private JsonNode summary(String groupBy) {
        return get("/api/v1/billing/summary?group_by=" + groupBy, TestTokens.of(customer))
                .path("data")
                .path("items");
    }
}
