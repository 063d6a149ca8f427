package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.IdentityEvent.CustomerRegistered;
import io.remotegpu.testing.TopicProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

@IdentityTest
class AdministrationIT {
    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Test
    void hasAnAdministratorFromTheStart() {
        topics.await(
                CustomerRegistered.class,
                event -> event.username().equals("admin") && event.userType().equals("admin"));
        Person admin = admin();
        Person joan = person("joan").registered().loggedIn();
        JsonNode page = Person.data(
                admin.get("/api/v1/admin/users?username=joan&status=active,suspended&sort=-created_at"), 200);
        assertThat(page.path("pagination").path("total").asInt()).isEqualTo(1);
        assertThat(page.path("items").path(0).path("email").asString()).isEqualTo("joan@example.org");
        JsonNode refusal = Person.json(joan.get("/api/v1/admin/users"), 403);
        assertThat(refusal.path("error").asString()).isEqualTo("forbidden");
    }

    @Test
    void walksThroughAllUsersByCursor() {
        for (int i = 0; i < 5; i++) {
            person("walker" + i).registered();
        }
        Person admin = admin();
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = Person.data(
                    admin.get("/api/v1/admin/users?username=walker&sort=username&page_size=2"
                            + (next.isEmpty() ? "" : "&cursor=" + next)),
                    200);
            page.path("items").forEach(user -> names.add(user.path("username").asString()));
            next = page.path("next_cursor").asString("");
        } while (!next.isEmpty());
        assertThat(names).containsExactly("walker0", "walker1", "walker2", "walker3", "walker4");
    }

    @Test
    void suspendsAnAccountAndEndsItsLogins() {
        Person mary = person("mary").registered().loggedIn();
        String path = "/api/v1/admin/users/" + mary.id() + "/status";
        Person admin = admin();
        admin.send(HttpMethod.PUT, path, Map.of("status", "suspended"))
                .expectStatus()
                .isOk();
        assertThat(Person.json(mary.refresh(mary.refreshToken), 401)
                        .path("code")
                        .asInt())
                .isEqualTo(20001);
        assertThat(Person.json(person("mary").login(Person.PASSWORD), 403)
                        .path("code")
                        .asInt())
                .isEqualTo(20006);
        admin.send(HttpMethod.PUT, path, Map.of("status", "active"))
                .expectStatus()
                .isOk();
        mary.loggedIn();
        assertThat(Person.json(admin.send(HttpMethod.PUT, path, Map.of("status", "asleep")), 400)
                        .path("details")
                        .path("fields")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("status");
        String own = "/api/v1/admin/users/" + admin.id() + "/status";
        admin.send(HttpMethod.PUT, own, Map.of("status", "suspended"))
                .expectStatus()
                .isBadRequest();
        admin.send(HttpMethod.PUT, "/api/v1/admin/users/999999/status", Map.of("status", "active"))
                .expectStatus()
                .isNotFound();
    }

    private Person admin() {
        return person("admin").loggedInWith("Gpu-Fleet-7-keeper");
    }

    private Person person(String username) {
        return new Person(port, username);
    }
}
