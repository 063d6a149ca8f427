package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.testing.TestTokens;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PricePlanIT extends BillingTestBase {
    @Test
    void refusesPlansForTheSamePeopleThatOverlap() {
        assertThat(plan("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z").statusCode())
                .isEqualTo(201);
        assertThat(plan("2026-06-15T00:00:00Z", "2026-06-20T00:00:00Z").statusCode())
                .isEqualTo(409);
        assertThat(plan("2026-05-01T00:00:00Z", "2026-06-02T00:00:00Z").statusCode())
                .isEqualTo(409);
        assertThat(plan("2026-07-01T00:00:00Z", "2026-08-01T00:00:00Z").statusCode())
                .isEqualTo(201);
        assertThat(plan("2026-09-02T00:00:00Z", "2026-09-01T00:00:00Z").statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesPricesThatCannotBe() {
        for (String price : List.of("-1", "-0.000001", "1000000", "1e400", "0.0000001", "\"much\"", "null")) {
            HttpResponse<String> refused =
                    post("/api/v1/admin/billing/prices", TestTokens.admin(1), """
                    {"workspace_id":%d,"currency":"USD","gpu_hour":%s,"core_hour":"0","gib_hour":"0"}""".formatted(customer, price));
            assertThat(refused.statusCode()).as(price + " " + refused.body()).isEqualTo(400);
        }
        assertThat(plan("2020-01-01T00:00:00Z", "2027-01-01T00:00:00Z").statusCode())
                .as("the past is never repriced")
                .isEqualTo(400);
        assertThat(send(request("/api/v1/admin/billing/prices", TestTokens.of(customer)))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pricesAWorkspaceByItsOwnPlanWhileThatIsValid() {
        assertThat(plan("2026-06-01T00:00:00Z", "2026-07-01T00:00:00Z").statusCode())
                .isEqualTo(201);
        publishAt(NOON, running(1, NOON));
        publishAt(NOON, new EnvStopped(environment, 1, after(60)));
        publishAt(NOON, running(2, Instant.parse("2026-06-10T00:00:00Z")));
        awaitRecords("", 2);

        assertThat(records("").path(0).path("unit_price").asString()).isEqualTo("2.120000");
        assertThat(records("").path(1).path("unit_price").asString()).isEqualTo("7.000000");
    }

    @Test
    void showsTheManagerOfAWorkspaceWhatEverybodyUsedInItAndOthersNothing() {
        publisher.publish(running(1, NOON));
        publisher.publish(new EnvStopped(environment, 1, after(3600)));
        awaitRecords("status=closed", 1);
        publisher.publish(
                new WorkspaceCreated(new WorkspaceId(customer), new CustomerId(9_000_000 + customer), "team", "team"));
        String path = "/api/v1/billing/summary?group_by=environment&workspace_id=" + customer;
        String manager = TestTokens.of(9_000_000 + customer);
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(send(request(path, manager)).statusCode()).isEqualTo(200));

        JsonNode total = get(path, manager).path("data").path("items").path(0);
        assertThat(total.path("amount").asString()).isEqualTo("2.120000");
        HttpResponse<String> csv = send(request(path, manager).header("Accept", "text/csv"));
        assertThat(csv.body())
                .isEqualTo("environment,duration_s,gpu_seconds,amount,currency\r\n" + environment
                        + ",3600,3600,2.120000,USD\r\n");
        assertThat(send(request(path, TestTokens.of(99))).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> plan(String from, String to) {
        return post("/api/v1/admin/billing/prices", TestTokens.admin(1), """
                {"valid_from":"%s","valid_to":"%s","workspace_id":%d,"currency":"USD","gpu_hour":"7","core_hour":"0","gib_hour":"0"}""".formatted(from, to, customer));
    }
}
