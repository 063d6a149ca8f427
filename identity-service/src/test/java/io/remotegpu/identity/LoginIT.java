package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@IdentityTest
class LoginIT {
    @LocalServerPort
    private int port;

    @Autowired
    private MutableClock clock;

    @BeforeEach
    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void logsInByNameAndByAddressInAnyCase() {
        Person ada = person("ada").registered();
        for (Map<String, String> login : new Map[] {
            Map.of("username", "LOGIN-Ada"),
            Map.of("email", "Login-Ada@Example.org"),
            Map.of("username", "login-ada@example.org")
        }) {
            Map<String, String> body = new HashMap<>(login);
            body.put("password", Person.PASSWORD);
            JsonNode tokens = Person.data(ada.send(HttpMethod.POST, "/api/v1/users/login", body), 200);
            assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
            assertThat(tokens.path("expires_in").asInt()).isEqualTo(900);
            assertThat(tokens.path("user").path("username").asString()).isEqualTo("login-ada");
            ada.keep(tokens);
            ada.get("/api/v1/users/me").expectStatus().isOk();
        }
    }

    @Test
    void refusesAnExpiredAccessTokenAndTakesARefreshedOne() {
        Person bea = person("bea").registered().loggedIn();
        clock.advance(Duration.ofMinutes(16));
        refused(bea.get("/api/v1/users/me"), 401, 20002);
        bea.keep(Person.data(bea.refresh(bea.refreshToken), 200));
        bea.get("/api/v1/users/me").expectStatus().isOk();
        clock.advance(Duration.ofDays(31));
        refused(bea.refresh(bea.refreshToken), 401, 20002);
    }

    @Test
    void endsTheWholeLoginWhenARefreshTokenComesTwice() {
        Person cat = person("cat").registered().loggedIn();
        String stolen = cat.refreshToken;
        cat.keep(Person.data(cat.refresh(stolen), 200));
        refused(cat.refresh(stolen), 401, 20007);
        refused(cat.refresh(cat.refreshToken), 401, 20001);
        refused(cat.refresh("made-up"), 401, 20001);
        cat.loggedIn();
        cat.refresh(cat.refreshToken).expectStatus().isOk();
    }

    @Test
    void listsLoginsAndEndsThem() {
        Person gus = person("gus").registered().loggedIn();
        Person phone = person("gus").loggedIn();
        JsonNode sessions = Person.data(gus.get("/api/v1/auth/sessions"), 200).path("items");
        assertThat(sessions.size()).isEqualTo(2);
        assertThat(sessions)
                .filteredOn(session -> session.path("current").asBoolean())
                .hasSize(1);
        String other = sessions.valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
        Person stranger = person("hal").registered().loggedIn();
        stranger.send(HttpMethod.DELETE, "/api/v1/auth/sessions/" + other, null)
                .expectStatus()
                .isNotFound();
        gus.send(HttpMethod.DELETE, "/api/v1/auth/sessions/" + other, null)
                .expectStatus()
                .isNoContent();
        refused(phone.refresh(phone.refreshToken), 401, 20001);
        gus.send(HttpMethod.POST, "/api/v1/auth/logout", null).expectStatus().isNoContent();
        refused(gus.refresh(gus.refreshToken), 401, 20001);
    }

    @Test
    void changesThePasswordAndEndsTheOtherLogins() {
        Person ida = person("ida").registered().loggedIn();
        Person phone = person("ida").loggedIn();
        String path = "/api/v1/users/me/password";
        refused(
                ida.send(HttpMethod.PUT, path, Map.of("current_password", "wrong", "new_password", "Other-Turtle-43")),
                401,
                20004);
        JsonNode weak = refused(
                ida.send(HttpMethod.PUT, path, Map.of("current_password", Person.PASSWORD, "new_password", "abcdefgh")),
                400,
                30003);
        assertThat(weak.path("details").path("missing").size()).isEqualTo(3);
        ida.send(HttpMethod.PUT, path, Map.of("current_password", Person.PASSWORD, "new_password", "Other-Turtle-43"))
                .expectStatus()
                .isNoContent();
        refused(phone.refresh(phone.refreshToken), 401, 20001);
        ida.refresh(ida.refreshToken).expectStatus().isOk();
        refused(person("ida").login(Person.PASSWORD), 401, 20004);
        person("ida").loggedInWith("Other-Turtle-43");
    }

    @Test
    void answersBadLoginsWithTheEnvelope() {
        Person jon = person("jon");
        refused(jon.send(HttpMethod.POST, "/api/v1/users/login", Map.of("password", "x")), 400, 30001);
        refused(
                jon.send(HttpMethod.POST, "/api/v1/users/login", "{\"username\":\"a\\u0000b\",\"password\":\"x\"}"),
                400,
                30001);
        refused(
                jon.send(
                        HttpMethod.POST, "/api/v1/users/login", Map.of("username", "jon", "password", "x".repeat(500))),
                401,
                20004);
        refused(jon.send(HttpMethod.POST, "/api/v1/auth/refresh", Map.of("refresh_token", " ")), 400, 30001);
        refused(jon.send(HttpMethod.POST, "/api/v1/auth/logout", null), 401, 20001);
    }

    private static JsonNode refused(ResponseSpec answer, int status, int code) {
        JsonNode refusal = Person.json(answer, status);
        assertThat(refusal.path("code").asInt()).isEqualTo(code);
        return refusal;
    }

    private Person person(String username) {
        return new Person(port, "login-" + username);
    }
}
