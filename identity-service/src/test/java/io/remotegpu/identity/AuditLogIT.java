package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvironmentEvent.EnvDeleteRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.identity.audit.AuditEntry;
import io.remotegpu.identity.audit.AuditLog;
import io.remotegpu.testing.Publisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IdentityTest
class AuditLogIT {
    private static final String LOGS = "/api/v1/admin/audit-logs";

    @LocalServerPort
    private int port;

    @Autowired
    private AuditLog audit;

    @Autowired
    private Publisher otherServices;

    private Person admin;

    @BeforeEach
    void login() {
        admin = new Person(port, "admin").loggedInWith("Gpu-Fleet-7-keeper");
    }

    @Test
    void knowsWhoTookAnExportAndWhereFrom() {
        admin.from("203.0.113.9")
                .get(LOGS + "/export?format=csv&action=nothing.such")
                .expectStatus()
                .isOk();
        JsonNode entry = Person.data(admin.get(LOGS + "?action=audit_log.exported&ip_address=203.0.113.9"), 200)
                .path("items")
                .path(0);
        assertThat(entry.path("actor").asString()).isEqualTo("admin");
        assertThat(entry.path("after").path("action").path(0).asString()).isEqualTo("nothing.such");
        assertThat(entry.path("request_id").asString()).isNotEmpty();
        assertThat(entry.path("hash").asString()).hasSize(64);
    }

    @Test
    void isSearchedByWhatAnAdministratorKnowsAndWalkedByCursor() {
        for (int i = 0; i < 5; i++) {
            audit.appendAlone(AuditEntry.of("search.tried", "toy", "toy-" + i)
                    .by(new CustomerId(4711), "zoe")
                    .changed(Map.of(), Map.of("secret", "s", "size", i)));
        }
        audit.appendAlone(
                AuditEntry.of("search.tried", "toy", "toy-9").by(null, "max").refused("not yours"));
        assertThat(ids("?action=search.tried&actor_id=4711")).hasSize(5);
        assertThat(ids("?action=search.tried&result=refused")).containsExactly("toy-9");
        assertThat(ids("?resource_type=toy&resource_id=toy-1,toy-3&created_after=2020-01-01T00:00:00Z"))
                .containsExactly("toy-3", "toy-1");
        assertThat(ids("?resource_type=toy&created_before=2020-01-01T00:00:00Z"))
                .isEmpty();
        List<String> walked = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Person.data(admin.get(LOGS + "?resource_type=toy&sort=id&page_size=2" + next), 200);
            page.path("items")
                    .forEach(entry -> walked.add(entry.path("resource_id").asString()));
            next = page.hasNonNull("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!next.isEmpty());
        assertThat(walked).containsExactly("toy-0", "toy-1", "toy-2", "toy-3", "toy-4", "toy-9");
        JsonNode after = Person.data(admin.get(LOGS + "?resource_id=toy-0"), 200)
                .path("items")
                .path(0)
                .path("after");
        assertThat(after.toString()).isEqualTo("{\"secret\":\"***\",\"size\":0}");
    }

    @Test
    void isExportedWithoutFormulasAndWithEverythingThatVerifiesIt() {
        audit.appendAlone(
                AuditEntry.of("export.tried", "cell", "=cmd|' /C calc'!A0").by(null, "a \"b\", c"));
        audit.appendAlone(AuditEntry.of("export.tried", "cell", "2"));
        String csv = text(LOGS + "/export?format=csv&action=export.tried");
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv)
                .startsWith("id,created_at,")
                .contains("\"a \"\"b\"\", c\"")
                .contains("'=cmd|' /C calc'!A0");
        List<JsonNode> lines = text(LOGS + "/export?format=ndjson&action=export.tried")
                .lines()
                .map(line -> new JsonMapper().readTree(line))
                .toList();
        assertThat(lines)
                .extracting(line -> line.path("resource_id").asString())
                .containsExactly("=cmd|' /C calc'!A0", "2");
        assertThat(lines.get(1).path("previous_hash").asString()).hasSize(64);
    }

    @Test
    void isVerifiedWhenAnAdministratorAsks() {
        audit.appendAlone(AuditEntry.of("verification.tried", "chain", 1));
        long lastId = Person.data(admin.get(LOGS), 200)
                .path("items")
                .path(0)
                .path("id")
                .asLong();
        admin.send(HttpMethod.POST, LOGS + "/verification", null).expectStatus().isAccepted();
        JsonNode found = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(
                        () -> Person.data(admin.get(LOGS + "/verification"), 200),
                        last -> last.path("last_id").asLong() >= lastId);
        assertThat(found.path("intact").asBoolean()).isTrue();
        assertThat(found.path("entries").asLong()).isPositive();
    }

    @Test
    void isForAdministratorsAloneAndRefusesFiltersThatCannotBe() {
        Person joan = new Person(port, "auditjoan").registered().loggedIn();
        for (String path : List.of(LOGS, LOGS + "/export", LOGS + "/verification")) {
            joan.get(path).expectStatus().isForbidden();
        }
        for (String query : List.of("actor_id=x", "created_after=yesterday", "format=pdf", "colour=red")) {
            admin.get(LOGS + "/export?" + query).expectStatus().isBadRequest();
        }
        admin.get(LOGS + "?created_after=%2B999999999-12-31T23:59:59Z")
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void writesDownWhatPeopleDoInOtherServicesOnceEachWhicheverOrderItComesIn() {
        WorkloadId environment = new WorkloadId("env-audited");
        CustomerId nobodyKnown = new CustomerId(987_654);
        otherServices.publish(new EnvDeleted(environment, 3, null));
        var deletion = otherServices.publish(new EnvDeleteRequested(environment, nobodyKnown));
        otherServices.publish(deletion);
        otherServices.publish(new EnvStopRequested(environment, nobodyKnown));
        // One topic's key keeps its order: what is after the repeat is also after its handling.
        await().atMost(Duration.ofSeconds(30)).until(() -> actions(environment)
                .containsAll(List.of("environment.stop_requested", "environment.deleted")));
        assertThat(actions(environment))
                .containsExactlyInAnyOrder(
                        "environment.deleted", "environment.delete_requested", "environment.stop_requested");
        JsonNode entry = Person.data(
                        admin.get(LOGS + "?action=environment.stop_requested&resource_id=env-audited"), 200)
                .path("items")
                .path(0);
        assertThat(entry.path("actor_id").asLong()).isEqualTo(987_654);
        assertThat(entry.path("actor").asString()).isEqualTo("user 987654");
    }

    private List<String> actions(WorkloadId environment) {
        List<String> actions = new ArrayList<>();
        Person.data(admin.get(LOGS + "?resource_id=" + environment), 200)
                .path("items")
                .forEach(entry -> actions.add(entry.path("action").asString()));
        return actions;
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        Person.data(admin.get(LOGS + query), 200)
                .path("items")
                .forEach(entry -> ids.add(entry.path("resource_id").asString()));
        return ids;
    }

    private String text(String path) {
        return admin.get(path)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
