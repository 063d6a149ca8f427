package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.QuotaNearlyUsed;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TableContents;
import io.remotegpu.testing.api.OpenApiDocument;
import io.remotegpu.testing.api.OpenApiOperation;
import io.remotegpu.testing.api.StrangerRequests;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IdentityTest
class StrangersIT {
    private static final String ROOT = "/api/v1/";
    /** What anybody who is logged in may see of anybody. */
    private static final String PROFILE = "GET /api/v1/users/{id}";

    private static final Set<String> PERSONAL =
            Set.of("customers", "sessions", "ssh_keys", "api_tokens", "notifications", "notification_preferences");
    private static final Map<String, String> BODIES = Map.of(
            "PUT /api/v1/admin/users/{id}/status", "{\"status\":\"suspended\"}",
            "PUT /api/v1/admin/users/{id}/type", "{\"user_type\":\"admin\"}");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Publisher otherServices;

    @Test
    void findNothingThatIsNotTheirsAndChangeNothing() {
        Map<String, String> resources =
                resourcesOf(new Person(port, "rightfulowner").registered().loggedIn());
        Person stranger = new Person(port, "eve").registered().loggedIn();
        String address = "http://127.0.0.1:" + port;
        Map<String, String> before = contents();

        assertThat(new StrangerRequests(address, stranger.accessToken, resources, BODIES).complaints(operations()))
                .isEmpty();
        assertThat(contents()).isEqualTo(before);
    }

    private List<OpenApiOperation> operations() {
        return OpenApiDocument.of(new Person(port, "reader")
                        .get("/v3/api-docs")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .operations()
                .stream()
                .filter(operation -> !operation.name().equals(PROFILE))
                .toList();
    }

    /** One of each kind, all of one owner. */
    private Map<String, String> resourcesOf(Person owner) {
        long id = owner.id();
        String key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOVrDEZj9wdltaWzM9s1wel0Cg7NNYlLDApITtLb247c us@ours";
        return Map.of(
                ROOT + "admin/users/{id}", ROOT + "admin/users/" + id,
                ROOT + "auth/sessions/{id}", ROOT + "auth/sessions/" + first(owner, "auth/sessions"),
                ROOT + "notifications/{id}", ROOT + "notifications/" + told(owner, id),
                ROOT + "users/me/ssh-keys/{id}",
                        made(owner, "users/me/ssh-keys", Map.of("name", "laptop", "public_key", key)),
                ROOT + "users/me/tokens/{id}",
                        made(owner, "users/me/tokens", Map.of("name", "ci", "scopes", List.of("environments:read"))));
    }

    private long told(Person owner, long id) {
        otherServices.publish(new QuotaNearlyUsed(
                new WorkspaceId(1), new CustomerId(id), "customer", "gpu", BigDecimal.TEN, BigDecimal.valueOf(9)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !items(owner, "notifications").isEmpty());
        return items(owner, "notifications").path(0).path("id").asLong();
    }

    private static String first(Person owner, String path) {
        return items(owner, path).path(0).path("id").asString();
    }

    private static JsonNode items(Person owner, String path) {
        JsonNode data = Person.data(owner.get(ROOT + path), 200);
        return data.isArray() ? data : data.path("items");
    }

    private static String made(Person owner, String path, Map<String, ?> body) {
        return ROOT + path + "/"
                + Person.data(owner.send(HttpMethod.POST, ROOT + path, body), 201)
                        .path("id")
                        .asString();
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>(TableContents.of(jdbc, Set.of()));
        contents.keySet().retainAll(PERSONAL);
        return contents;
    }
}
