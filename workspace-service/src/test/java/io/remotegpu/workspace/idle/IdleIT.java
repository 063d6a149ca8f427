package io.remotegpu.workspace.idle;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.workspace.Facts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IdleIT extends LookingHost {
    @Test
    void warnsAndThenStopsWhatNobodyUsesOnceWhateverIsRedelivered() {
        quiet(56, 0);
        quiet(56, 0);
        EnvIdleWarned warned = topics.await(EnvIdleWarned.class, this::isOurs);
        assertThat(warned.idleSince()).isEqualTo(warned.stopsAt().minus(Duration.ofMinutes(57)));
        assertThat(warned.reason()).isEqualTo("no SSH terminal open, no other connection");
        eventually(() -> assertThat(idle("state")).isEqualTo("warned"));
        assertThat(idle("stops_at")).isEqualTo(warned.stopsAt().toString());
        assertThat(idle().at("/policy/grace").asInt()).isEqualTo(60);
        assertThat(idle().at("/inputs/0/found").asString()).isEqualTo("no SSH terminal open");

        deliver(publisher.publish(new ActivitySeen(HOST, ago(-2), List.of(seen.nobody()))), 2);
        awaitStatus(api, environment, "stopping");
        see(-3, seen.nobody());
        publisher.publish(Facts.of(environment).stopped(1));
        awaitStatus(api, environment, "stopped");
        awaitEverythingSeen();

        assertThat(topics.await(
                                EnvStopRequested.class,
                                stop -> stop.environmentId().value().equals(environment))
                        .cause())
                .isEqualTo("idle");
        assertThat(entries()).containsOnlyOnce("idle_warned", "stop_requested").doesNotContain("idle_withdrawn");
        assertThat(topics.messages(EnvIdleWarned.class).stream().filter(this::isOurs))
                .hasSize(1);
        assertThat(api.get("/environments/" + environment).text("status_reason"))
                .startsWith("idle: not used since");
        assertThat(idle("state")).isEqualTo("unseen");
    }

    @Test
    void letsWhoeverComesBackGoOnWorking() {
        quiet(56, 0);
        eventually(() -> assertThat(idle("state")).isEqualTo("warned"));
        see(-1, seen.typing(ago(-1)));
        see(-2, seen.typing(ago(-1)));

        awaitSeen(environment, ago(-2));
        assertThat(idle("state")).isEqualTo("used");
        assertThat(idle("used_by")).startsWith("1 SSH terminal open");
        JsonNode session =
                api.get("/environments/" + environment + "/sessions").data().at("/sessions/0");
        assertThat(session.path("terminal").asString()).isEqualTo("pts/0");
        assertThat(session.path("from").asString()).isEqualTo("192.0.2.9");
        assertThat(idle().has("stops_at")).isFalse();
        assertThat(entries()).containsOnlyOnce("idle_withdrawn").doesNotContain("stop_requested");
    }

    @Test
    void stopsNobodyForHowThingsWere() {
        quiet(120, 10);
        awaitEverythingSeen();
        assertThat(idle("used_at")).isEqualTo(ago(120).toString());
        assertThat(entries()).doesNotContain("idle_warned");
    }

    @Test
    void believesNoOtherHostAndNoOtherRun() {
        publisher.publish(new ActivitySeen(new HostId("host-2"), ago(4), List.of(seen.nobody())));
        see(4, new Seen(seen.id(), 7).nobody());
        see(3, seen.connected("rdp", 3389));

        awaitSeen(environment, ago(3));
        assertThat(rows()).isEqualTo(1);
    }

    /** Everything of one host is heard in its order. */
    private void awaitEverythingSeen() {
        String last = runningEnvironment(api, POLICY, workspace);
        publisher.publish(new ActivitySeen(HOST, ago(0), List.of(new Seen(new WorkloadId(last), 1).nobody())));
        awaitSeen(last, ago(0));
    }

    private boolean isOurs(EnvIdleWarned warned) {
        return warned.environmentId().value().equals(environment);
    }

    private List<String> entries() {
        return api.get("/environments/" + environment + "/events?page_size=100").data().path("items").values().stream()
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    private long rows() {
        return inDatabase(jdbc -> jdbc.sql("select count(*) from activity_samples where environment_id = :id")
                .param("id", environment)
                .query(Long.class)
                .single());
    }
}
