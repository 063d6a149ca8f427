package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.remotegpu.contracts.EnvironmentEvent;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

class EnvironmentLifecycleIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void isToldToTheSchedulerAndShownAsTheSchedulerAnswers() {
        Answer accepted = api.post("/environments", Api.environmentBody(workspace, 1));
        String id = accepted.text("id");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.location()).isEqualTo("/api/v1/environments/" + id);
        assertThat(accepted.text("status")).isEqualTo("creating");
        assertThat(id).matches("env-[a-z2-7]{12}");
        EnvRequested requested = wish(EnvRequested.class, id);
        assertThat(requested.workload().gpu().count()).isEqualTo(1);
        assertThat(requested.name()).isEqualTo("train");

        Facts facts = Facts.of(id);
        publisher.publish(facts.queued());
        awaitStatus(api, id, "queued");
        assertThat(show(id).path("status_reason").asString()).isEqualTo("all 8 GPUs are taken");
        publisher.publish(facts.reserved(1));
        publisher.publish(facts.running(1));
        awaitStatus(api, id, "running");
        assertThatItCanBeReached(show(id));

        assertThat(api.put("/environments/" + id + "/stop", null).text("status"))
                .isEqualTo("stopping");
        wish(EnvStopRequested.class, id);
        publisher.publish(facts.stopped(1));
        awaitStatus(api, id, "stopped");
        assertThat(show(id).has("ssh")).isFalse();
        assertThat(show(id).path("gpus").size()).isZero();
        assertThat(used(api, "gpu")).isZero();
        assertThat(used(api, "environments")).isEqualTo(1);
    }

    @Test
    void comesBackAndGoesForGood() {
        String id = runningEnvironment(api, workspace, 1);
        Facts facts = Facts.of(id);

        assertThat(api.post("/environments/" + id + "/actions/restart", "").status())
                .isEqualTo(202);
        wish(EnvRestartRequested.class, id);
        publisher.publish(facts.running(2));
        awaitStatus(api, id, "running");
        api.put("/environments/" + id + "/stop", null);
        publisher.publish(facts.stopped(2));
        awaitStatus(api, id, "stopped");
        assertThat(api.post("/environments/" + id + "/actions/start", "").status())
                .isEqualTo(202);
        wish(EnvStartRequested.class, id);
        assertThat(used(api, "gpu")).isEqualTo(1);

        assertThat(api.delete("/environments/" + id).status()).isEqualTo(202);
        wish(EnvDeleteRequested.class, id);
        publisher.publish(facts.deleted(3));
        eventually(() -> assertThat(api.get("/environments/" + id).code()).isEqualTo(40_001));
        assertThat(api.get("/environments").data().path("items").size()).isZero();
        assertThat(List.of(used(api, "gpu"), used(api, "memory"), used(api, "storage"), used(api, "environments")))
                .containsOnly(0L);
    }

    @Test
    void saysWhyItFailedAndHoldsNothing() {
        String id = api.environment(workspace, 2);
        publisher.publish(Facts.of(id).failed(0, FailureCause.IMAGE_UNAVAILABLE));

        awaitStatus(api, id, "error");
        assertThat(show(id).path("status_reason").asString()).isEqualTo("no such image: nowhere/nothing:1");
        assertThat(used(api, "gpu")).isZero();
        assertThat(used(api, "cpu")).isZero();
    }

    @Test
    void canBeAskedToGoAgainWhileItGoes() {
        String id = runningEnvironment(api, workspace, 1);

        assertThat(api.delete("/environments/" + id).status()).isEqualTo(202);
        assertThat(api.delete("/environments/" + id).text("status")).isEqualTo("deleting");

        eventually(() -> assertThat(topics.messages(EnvDeleteRequested.class).stream()
                        .filter(wish -> wish.environmentId().value().equals(id)))
                .hasSize(2));
        assertThat(used(api, "gpu")).isEqualTo(1);
        publisher.publish(Facts.of(id).deleted(1));
        eventually(() -> assertThat(api.get("/environments/" + id).code()).isEqualTo(40_001));
        assertThat(used(api, "environments")).isZero();
    }

    /** A row that vanished under a live environment would leave its GPUs held for nobody. */
    @Test
    void keepsTheRowOfItsOwnerWhileItIsThere() {
        String id = api.environment(workspace, 0);

        assertThatThrownBy(() -> inDatabase(jdbc -> jdbc.sql(
                                "delete from customers where id = (select customer_id from environments where id = :id)")
                        .param("id", id)
                        .update()))
                .isInstanceOf(DataAccessException.class);
        assertThat(api.get("/environments/" + id).status()).isEqualTo(200);
    }

    @Test
    void refusesAWishThatTheStateDoesNotAllow() {
        String id = runningEnvironment(api, workspace, 0);

        Answer refused = api.put("/environments/" + id + "/start", null);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo(40_002);
        assertThat(refused.details().path("status").asString()).isEqualTo("running");
        assertThat(refused.details().path("allowed").toString()).isEqualTo("[\"stop\",\"restart\",\"delete\"]");
    }

    @Test
    void tellsItsStoryInOrder() {
        String id = runningEnvironment(api, workspace, 1);
        api.patch("/environments/" + id, "{\"name\":\"renamed\"}");

        JsonNode story = api.get("/environments/" + id + "/events").data().path("items");

        assertThat(story.valueStream().map(entry -> entry.path("type").asString()))
                .containsExactly("requested", "reserved", "running", "renamed");
        assertThat(story.path(1).path("actor").asString()).isEqualTo("scheduler");
        assertThat(show(id).path("name").asString()).isEqualTo("renamed");
    }

    private <E extends EnvironmentEvent> E wish(Class<E> type, String id) {
        return topics.await(type, wish -> wish.environmentId().value().equals(id));
    }

    private JsonNode show(String id) {
        return api.get("/environments/" + id).data();
    }

    private static void assertThatItCanBeReached(JsonNode shown) {
        assertThat(shown.path("ssh").path("command").asString()).isEqualTo("ssh -p 30022 dev@192.0.2.7");
        assertThat(shown.path("ports").path(0).path("external_port").asInt()).isEqualTo(30_022);
        assertThat(shown.path("gpus").path(0).path("uuid").asString()).isEqualTo("GPU-0000");
        assertThat(shown.path("host_name").asString()).isEqualTo("node one");
        assertThat(shown.path("runtime").asString()).isEqualTo("docker");
        assertThat(shown.path("started_at").asString()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(shown.has("status_reason")).isFalse();
    }
}
