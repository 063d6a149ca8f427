package io.remotegpu.workspace.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvResizeRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvSettingsChanged;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvResizeRefused;
import io.remotegpu.contracts.SchedulerEvent.EnvResized;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Api.Answer;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may change while an environment exists. */
class EnvironmentChangeIT extends RunningService {
    private Api api;
    private long workspace;

    @BeforeEach
    void someoneWithAWorkspace() {
        api = as(newCustomer());
        workspace = api.workspace("vision lab");
    }

    @Test
    void changesItsSettingsAndTellsTheScheduler() {
        String id = runningEnvironment(api, workspace, 0);

        Answer changed = api.patch("/environments/" + id, """
                {"name":"night run","priority":10,"lost_host_policy":"reschedule","preemption_policy":"stop","max_duration":600,"env":{"EPOCHS":"9"},
                 "idle_policy":{"idle_after":900,"action":"notify"}}""");

        assertThat(changed.status()).as("%s", changed.body()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("night run");
        assertThat(changed.data().path("max_duration").asInt()).isEqualTo(600);
        EnvSettingsChanged told = topics.await(
                EnvSettingsChanged.class, event -> event.environmentId().value().equals(id));
        assertThat(told.name()).isEqualTo("night run");
        assertThat(told.scheduling().maxDurationSeconds()).isEqualTo(600);
        assertThat(told.scheduling().requeued()).isFalse();
        assertThat(changed.text("preemption_policy")).isEqualTo("stop");
        assertThat(told.env()).isEqualTo(Map.of("EPOCHS", "9"));
        assertThat(api.patch("/environments/" + id, "{\"max_duration\":0}")
                        .data()
                        .has("max_duration"))
                .isFalse();
        assertThat(lastEvent(api, id)).isEqualTo("changed");
    }

    @Test
    void growsOnceTheSchedulerAgreesAndCountsTheLargerSizeMeanwhile() {
        String id = runningEnvironment(api, workspace, 0);
        assertThat(used(api, "cpu")).isEqualTo(2);

        Answer asked = api.patch("/environments/" + id, "{\"cpu\":4,\"memory\":2048}");
        assertThat(asked.status()).as("%s", asked.body()).isEqualTo(200);
        assertThat(asked.data().path("cpu").asInt()).isEqualTo(2);
        assertThat(asked.data().at("/resize/cpu").asInt()).isEqualTo(4);
        assertThat(used(api, "cpu")).isEqualTo(4);
        assertThat(used(api, "memory")).isEqualTo(4096);
        assertThat(api.patch("/environments/" + id, "{\"cpu\":8}").code()).isEqualTo(40_002);

        EnvResized resized = new EnvResized(new WorkloadId(id), 1, resize(id).changeId(), 4, 2048);
        deliver(publisher.publish(resized), 2);
        eventually(() -> assertThat(
                        api.get("/environments/" + id).data().path("cpu").asInt())
                .isEqualTo(4));
        publisher.publish(Facts.of(id).stopped(1));
        awaitStatus(api, id, "stopped");
        assertThat(used(api, "cpu")).isZero();
        assertThat(used(api, "memory")).isZero();
    }

    @Test
    void givesBackWhatARefusedChangeHeld() {
        String id = runningEnvironment(api, workspace, 0);
        api.patch("/environments/" + id, "{\"memory\":8192}");
        assertThat(used(api, "memory")).isEqualTo(8192);

        var refused = new EnvResizeRefused(new WorkloadId(id), resize(id).changeId(), "the host is full", 2.0, 4096);
        deliver(publisher.publish(refused), 2);
        eventually(() ->
                assertThat(api.get("/environments/" + id).data().has("resize")).isFalse());

        assertThat(used(api, "memory")).isEqualTo(4096);
        assertThat(lastEvent(api, id)).isEqualTo("resize_refused");
    }

    @Test
    void refusesMoreThanTheQuotaAndWhatItsStateForbids() {
        String running = runningEnvironment(api, workspace, 0);
        assertThat(api.patch("/environments/" + running, "{\"cpu\":64}").code()).isEqualTo(40_003);
        assertThat(used(api, "cpu")).isEqualTo(2);
        assertThat(api.patch("/environments/" + running, "{}").code()).isEqualTo(30_001);
        assertThat(api.patch("/environments/" + running, "{\"max_duration\":5}").code())
                .isEqualTo(30_001);
        assertThat(api.patch("/environments/" + running, "{\"priority\":60}").code())
                .isEqualTo(30_001);

        String creating = api.environment(workspace, 0);
        Answer tooEarly = api.patch("/environments/" + creating, "{\"cpu\":4}");
        assertThat(tooEarly.code()).isEqualTo(40_002);
        assertThat(tooEarly.details().path("allowed").valueStream().map(state -> state.asString()))
                .contains("running", "stopped");
        assertThat(api.patch("/environments/" + creating, "{\"name\":\"early bird\"}")
                        .status())
                .isEqualTo(200);
        api.delete("/environments/" + creating);
        assertThat(api.patch("/environments/" + creating, "{\"name\":\"too late\"}")
                        .code())
                .isEqualTo(40_002);
    }

    @Test
    void takesAChangeOnlyOfWhatWasSeen() {
        String id = api.environment(workspace, 0);
        String seen = api.get("/environments/" + id).etag();

        Answer first = api.patchIfMatch("/environments/" + id, "{\"name\":\"first one\"}", seen);
        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        Answer second = api.patchIfMatch("/environments/" + id, "{\"name\":\"second one\"}", seen);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.code()).isEqualTo(40_008);
        assertThat(second.details().path("etag").asString()).isEqualTo(first.etag());
        assertThat(api.get("/environments/" + id).text("name")).isEqualTo("first one");
        assertThat(api.patchIfMatch("/environments/" + id, "{\"name\":\"third one\"}", "*")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void waitsAgainAndSaysWhyWhenItMadeRoomForOthers() {
        String id = runningEnvironment(api, workspace, 1);
        var preempted = publisher.publish(Facts.of(id).preempted(1));
        publisher.publish(preempted);
        publisher.publish(Facts.of(id).queued());
        awaitStatus(api, id, "queued");
        assertThat(used(api, "gpu")).as("who waits counts").isEqualTo(1);

        publisher.publish(Facts.of(id).reserved(2));
        publisher.publish(Facts.of(id).running(2));
        awaitStatus(api, id, "running");
        assertThat(api.get("/environments/" + id + "/events?page_size=100")
                        .data()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("type").asString())
                        .filter("preempted"::equals))
                .hasSize(1);
    }

    @Test
    void stopsAndSaysWhyWhenItsTimeIsUp() {
        String id = runningEnvironment(api, workspace, 0);

        publisher.publish(new EnvExpired(new WorkloadId(id), 1, Facts.STOPPED, "it ran for an hour, as it asked for"));
        awaitStatus(api, id, "stopping");
        publisher.publish(Facts.of(id).stopped(1));
        awaitStatus(api, id, "stopped");

        assertThat(api.get("/environments/" + id).text("status_reason"))
                .isEqualTo("it ran for an hour, as it asked for");
        assertThat(api.get("/environments/" + id + "/events?page_size=100")
                        .data()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("type").asString()))
                .containsSubsequence("running", "expired", "stopped");
        assertThat(used(api, "cpu")).isZero();
    }

    private EnvResizeRequested resize(String id) {
        return topics.await(
                EnvResizeRequested.class, wish -> wish.environmentId().value().equals(id));
    }
}
