package io.remotegpu.workspace.spending;

import static io.remotegpu.workspace.spending.Said.at;
import static io.remotegpu.workspace.spending.Said.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.BillingEvent.SpendingAllowed;
import io.remotegpu.contracts.BillingEvent.SpendingBlocked;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SpendingIT extends RunningService {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final int BLOCKED = 40_007;

    @Test
    void stopsWhatRunsInTheOrderGivenThenTheRestHoweverOftenItIsTold() {
        CustomerId payer = new CustomerId(registered());
        Api api = as(payer.value());
        long workspace = api.workspace("dry");
        String first = runningEnvironment(api, workspace, 1);
        String second = runningEnvironment(api, workspace, 1);
        String queued = api.environment(workspace, 1);
        String stopped = stoppedEnvironment(api, workspace);
        List<WorkloadId> order = ids(second, "env-of-long-ago", stopped, first);
        Envelope<SpendingBlocked> blocked = at(NOON, new SpendingBlocked(payer, null, "balance", order));

        deliver(blocked, 2);
        // one customer's facts share a partition: once this one is known, both deliveries have been handled
        publisher.publish(at(NOON, new SpendingAllowed(payer, null, "budget")));
        awaitFact(payer, "budget", NOON);

        assertThat(stops(first, second, queued, stopped)).containsExactly(second, first, queued);
        for (String id : List.of(first, second, queued)) {
            assertThat(api.get("/environments/" + id).text("status")).isEqualTo("stopping");
            JsonNode last = last(api.get("/environments/" + id + "/events"));
            assertThat(last.path("type").asString()).isEqualTo("stop_requested");
            assertThat(last.path("message").asString()).isEqualTo("the balance of customer " + payer + " is used up");
        }
        assertThat(api.get("/environments/" + stopped).text("status")).isEqualTo("stopped");
    }

    @Test
    void refusesEveryStartAtTheBlockedPayersCostUntilSpendingIsAllowed() {
        CustomerId payer = new CustomerId(registered());
        Api colleague = as(registered());
        long workspace = colleague.workspace("shared");
        Said.join(colleague, workspace, payer);
        String running = runningEnvironment(as(payer.value()), workspace, 1);
        String stopped = stoppedEnvironment(as(payer.value()), workspace);
        String failed = runningEnvironment(as(payer.value()), workspace, 0);
        publisher.publish(Facts.of(failed).failed(1, FailureCause.EXITED));
        awaitStatus(colleague, failed, "error");

        publisher.publish(at(NOON, new SpendingBlocked(payer, null, "balance", ids(running))));

        awaitStatus(colleague, running, "stopping");
        Answer refused = request(payer.value(), workspace);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(BLOCKED);
        assertThat(refused.details().path("cause").asString()).isEqualTo("balance");
        assertThat(refused.details().path("holder").asString()).isEqualTo("customer");
        assertThat(refused.details().path("customer_id").asLong()).isEqualTo(payer.value());
        assertThat(refused.details().path("remedy").asString()).isEqualTo("add credit to the account");
        assertThat(Stream.of(
                        colleague.put("/environments/" + stopped + "/start", null),
                        colleague.post("/environments/" + stopped + "/actions/start", ""),
                        colleague.put("/environments/" + failed + "/restart", null),
                        colleague.post("/environments/" + failed + "/actions/restart", "")))
                .as("whoever asks, the payer would pay")
                .extracting(Answer::code)
                .containsOnly(BLOCKED);
        assertThat(colleague
                        .post("/environments", Api.environmentBody(workspace, 0))
                        .status())
                .as("the colleague pays for their own")
                .isEqualTo(202);
        publisher.publish(Facts.of(running).stopped(1));
        awaitStatus(colleague, running, "stopped");

        publisher.publish(at(NOON.plusSeconds(60), new SpendingAllowed(payer, null, "balance")));

        eventually(() -> assertThat(request(payer.value(), workspace).status()).isEqualTo(202));
        assertThat(colleague.put("/environments/" + stopped + "/start", null).status())
                .isEqualTo(202);
        assertThat(colleague.get("/environments/" + running).text("status"))
                .as("nothing starts by itself")
                .isEqualTo("stopped");
    }

    @Test
    void believesTheNewerOfTwoFactsInWhateverOrderTheyCome() {
        CustomerId payer = new CustomerId(registered());
        Api api = as(payer.value());
        long workspace = api.workspace("late news");
        String running = runningEnvironment(api, workspace, 1);
        publisher.publish(at(NOON.plusSeconds(60), new SpendingAllowed(payer, null, "balance")));

        publisher.publish(at(NOON, new SpendingBlocked(payer, null, "balance", ids(running))));

        publisher.publish(at(NOON.plusSeconds(90), new SpendingAllowed(payer, null, "balance")));
        awaitFact(payer, "balance", NOON.plusSeconds(90));
        assertThat(stops(running)).isEmpty();
        assertThat(request(payer.value(), workspace).status()).isEqualTo(202);
    }

    @Test
    void keepsTheBlockOfOneCauseWhileThatOfAnotherIsLifted() {
        CustomerId payer = new CustomerId(registered());
        long workspace = as(payer.value()).workspace("twice blocked");
        publisher.publish(at(NOON, new SpendingBlocked(payer, null, "balance", List.of())));
        publisher.publish(at(NOON, new SpendingBlocked(payer, null, "budget", List.of())));
        awaitFact(payer, "budget", NOON);
        assertThat(cause(request(payer.value(), workspace))).isEqualTo("balance");

        publisher.publish(at(NOON.plusSeconds(60), new SpendingAllowed(payer, null, "balance")));

        awaitFact(payer, "balance", NOON.plusSeconds(60));
        assertThat(cause(request(payer.value(), workspace))).isEqualTo("budget");
        publisher.publish(at(NOON.plusSeconds(60), new SpendingAllowed(payer, null, "budget")));
        awaitFact(payer, "budget", NOON.plusSeconds(60));
        assertThat(request(payer.value(), workspace).status()).isEqualTo(202);
    }

    private String stoppedEnvironment(Api api, long workspace) {
        String id = runningEnvironment(api, workspace, 0);
        publisher.publish(Facts.of(id).stopped(1));
        awaitStatus(api, id, "stopped");
        return id;
    }

    private Answer request(long customer, long workspace) {
        return as(customer).post("/environments", Api.environmentBody(workspace, 0));
    }

    private static String cause(Answer refused) {
        assertThat(refused.code()).isEqualTo(BLOCKED);
        return refused.details().path("cause").asString();
    }

    private static JsonNode last(Answer events) {
        JsonNode items = events.data().path("items");
        return items.path(items.size() - 1);
    }

    /** Which of them were asked to stop, in the order in which they were. */
    private List<String> stops(String... environments) {
        return inDatabase(jdbc -> jdbc.sql("""
                        select payload::jsonb ->> 'environment_id' from outbox
                        where type = 'workspace.env-stop-requested.v2'
                            and payload::jsonb ->> 'environment_id' in (:environments)
                        order by seq
                        """)
                .param("environments", List.of(environments))
                .query(String.class)
                .list());
    }

    private void awaitFact(CustomerId spender, String cause, Instant at) {
        eventually(() -> assertThat(toldAt(spender, cause)).containsExactly(at));
    }

    private List<Instant> toldAt(CustomerId spender, String cause) {
        return inDatabase(
                jdbc -> jdbc.sql("select at from spending_blocks where customer_id = :spender and cause = :cause")
                        .param("spender", spender.value())
                        .param("cause", cause)
                        .query((row, number) ->
                                row.getObject("at", OffsetDateTime.class).toInstant())
                        .list());
    }
}
