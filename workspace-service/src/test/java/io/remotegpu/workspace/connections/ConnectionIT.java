package io.remotegpu.workspace.connections;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.IdentityEvent.SshKeyAdded;
import io.remotegpu.contracts.TelemetryEvent.SessionsSeen;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.WorkloadSessions;
import io.remotegpu.contracts.workload.WorkloadSessions.Kind;
import io.remotegpu.contracts.workload.WorkloadSessions.Session;
import io.remotegpu.workspace.Api;
import io.remotegpu.workspace.Facts;
import io.remotegpu.workspace.RunningService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ConnectionIT extends RunningService {
    private static final HostId HOST = new HostId("host-1");
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f laptop";
    private static final String PRINT = Fingerprint.of(PUBLIC_KEY).orElseThrow();

    @Autowired
    private ConnectionUpkeep upkeep;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private long owner;
    private Api api;
    private String environment;

    @BeforeEach
    void run() {
        owner = registered();
        api = as(owner);
        environment = runningEnvironment(api, api.workspace("visited"), 0);
    }

    @Test
    void tellsWhoCameAndWentByTheirKeyWhateverIsRedelivered() {
        learn(PUBLIC_KEY);
        Envelope<SessionsSeen> open = see(0, session("c-1", null, PRINT));
        publisher.publish(open);
        see(10, session("c-1", at(9), PRINT));
        publisher.publish(open);
        see(20, session("c-1", at(9), PRINT), session("c-2", null, null));

        eventually(() -> assertThat(connections()).hasSize(2));
        JsonNode first = connections().get(1);
        assertThat(first.path("kind").asString()).isEqualTo("ssh");
        assertThat(first.path("username").asString()).isEqualTo("user" + owner);
        assertThat(first.path("key_name").asString()).isEqualTo("laptop");
        assertThat(first.path("fingerprint").asString()).isEqualTo(PRINT);
        assertThat(first.path("address").asString()).isEqualTo("192.0.2.9");
        assertThat(first.path("ended_at").asString()).isEqualTo(at(9).toString());
        assertThat(connections().getFirst().has("ended_at")).isFalse();
        assertThat(timeline())
                .containsExactly(
                        "connected: user" + owner + " (key laptop) connected by SSH from 192.0.2.9",
                        "disconnected: user" + owner + " disconnected after 1 min",
                        "connected: somebody connected by SSH from 192.0.2.9");
    }

    @Test
    void isListedByCursorForWhoMayWorkThereAndForNobodyElse() {
        see(0, session("c-1", null, null), session("c-2", null, null));
        eventually(() -> assertThat(connections()).hasSize(2));

        String path = "/environments/" + environment + "/connections?page_size=1";
        String cursor = api.get(path).text("next_cursor");
        JsonNode second = api.get(path + "&cursor=" + cursor).data();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.at("/items/0/id").asLong())
                .isLessThan(api.get(path).data().at("/items/0/id").asLong());
        assertThat(as(registered()).get(path).status()).isEqualTo(404);
    }

    @Test
    void endsWhoIsNotToldOfAnyMoreAndWhoseEnvironmentEnded() {
        see(0, session("c-1", null, null), session("c-2", null, null));
        see(10, session("c-2", null, null));
        eventually(() -> assertThat(ends()).containsExactly("", at(10).toString()));

        publisher.publish(Facts.of(environment).stopped(1));
        awaitStatus(api, environment, "stopped");
        upkeep.keep();
        assertThat(ends()).doesNotContain("");
    }

    @Test
    void believesNoOtherHostAndNoOtherRunAndNamesAKeyThatIsHeardOfLater() {
        HostId other = new HostId("host-2");
        String theirs = api.environment(api.workspace("elsewhere"), 0);
        publisher.publish(Facts.of(theirs).runningOn(other));
        awaitStatus(api, theirs, "running");
        WorkloadSessions truth = new WorkloadSessions(new WorkloadId(theirs), 1, List.of(session("c-7", null, null)));
        publisher.publish(new SessionsSeen(other, at(1), List.of(told(1, session("c-9", null, null)), truth)));
        eventually(() -> assertThat(connections(theirs)).hasSize(1));
        publisher.publish(new SessionsSeen(HOST, at(1), List.of(told(7, session("c-8", null, null)))));
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB8eHRwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA later";
        see(2, session("c-1", null, Fingerprint.of(key).orElseThrow()), session("no plain id", null, null));
        eventually(() -> assertThat(connections()).hasSize(1));
        assertThat(connections().getFirst().has("username")).isFalse();

        learn(key);
        eventually(() ->
                assertThat(connections().getFirst().path("username").asString()).isEqualTo("user" + owner));
    }

    /** A script that connects all the time must not hide that others came too. */
    @Test
    void saysThatMoreCameThanAreKept() {
        see(
                0,
                IntStream.range(0, 203)
                        .mapToObj(one -> session("c-" + one, null, null))
                        .toArray(Session[]::new));
        eventually(() -> assertThat(kinds()).hasSize(201));
        see(10, session("c-202", null, null));
        see(20, session("c-201", at(15), null));
        eventually(() -> assertThat(ends()).doesNotContain(""));

        assertThat(kinds()).containsOnlyOnce("more").hasSize(201);
    }

    private List<String> kinds() {
        return inDatabase(jdbc -> jdbc.sql("select kind from environment_sessions where environment_id = :id")
                .param("id", environment)
                .query(String.class)
                .list());
    }

    private void learn(String key) {
        publisher.publish(new SshKeyAdded(new CustomerId(owner), owner, "laptop", key));
        eventually(() -> assertThat(known()).isPositive());
    }

    private long known() {
        return inDatabase(jdbc -> jdbc.sql("select count(*) from ssh_key_names where customer_id = :id")
                .param("id", owner)
                .query(Long.class)
                .single());
    }

    private Envelope<SessionsSeen> see(int seconds, Session... sessions) {
        return publisher.publish(new SessionsSeen(HOST, at(seconds), List.of(told(1, sessions))));
    }

    private WorkloadSessions told(long epoch, Session... sessions) {
        return new WorkloadSessions(new WorkloadId(environment), epoch, List.of(sessions));
    }

    private Session session(String id, @Nullable Instant until, @Nullable String key) {
        return new Session(id, Kind.SSH, now.minusSeconds(60), until, "192.0.2.9", key);
    }

    private Instant at(int seconds) {
        return now.plusSeconds(seconds);
    }

    private List<JsonNode> connections() {
        return connections(environment);
    }

    private List<JsonNode> connections(String id) {
        return List.copyOf(api.get("/environments/" + id + "/connections")
                .data()
                .path("items")
                .values());
    }

    private List<String> ends() {
        return connections().stream()
                .map(one -> one.path("ended_at").asString(""))
                .toList();
    }

    private List<String> timeline() {
        return api.get("/environments/" + environment + "/events?page_size=100").data().path("items").values().stream()
                .map(entry -> entry.path("type").asString() + ": "
                        + entry.path("message").asString())
                .filter(entry -> entry.contains("connected:"))
                .toList();
    }
}
