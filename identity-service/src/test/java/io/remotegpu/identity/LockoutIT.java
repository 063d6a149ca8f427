package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
class LockoutIT {
    private static final String HOME = "198.51.100.7";
    private static final String ELSEWHERE = "203.0.113.66";

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
    void locksAfterFiveFailuresAndOpensAgain() {
        Person dan = person("dan").from(HOME).registered();
        fail(dan, 5);
        JsonNode locked = refused(dan.login(Person.PASSWORD), 20005);
        assertThat(locked.path("details").path("retry_after_s").asInt()).isEqualTo(1800);
        clock.advance(Duration.ofMinutes(31));
        dan.loggedIn();
        fail(dan, 1);
    }

    @Test
    void letsTheOwnerInWhileAStrangerIsLockedOut() {
        Person owner = person("fred").from(HOME).registered();
        Person stranger = person("fred").from(ELSEWHERE);
        fail(stranger, 5);
        refused(stranger.login(Person.PASSWORD), 20005);
        owner.loggedIn();
        refused(stranger.login(Person.PASSWORD), 20005);
        owner.send(
                        HttpMethod.PUT,
                        "/api/v1/users/me/password",
                        Map.of("current_password", Person.PASSWORD, "new_password", "Other-Turtle-43"))
                .expectStatus()
                .isNoContent();
    }

    @Test
    void countsWrongPasswordsOfAPasswordChangeToo() {
        Person gail = person("gail").from(HOME).registered().loggedIn();
        Map<String, String> change = Map.of("current_password", "wrong", "new_password", "Other-Turtle-43");
        for (int i = 0; i < 5; i++) {
            refused(gail.send(HttpMethod.PUT, "/api/v1/users/me/password", change), 20004);
        }
        refused(gail.send(HttpMethod.PUT, "/api/v1/users/me/password", change), 20005);
        person("gail").from(ELSEWHERE).loggedIn();
    }

    @Test
    void locksForEverybodyAfterFiftyFailuresFromManyAddresses() {
        Person hugh = person("hugh").from(HOME).registered();
        for (int i = 1; i <= 10; i++) {
            fail(person("hugh").from("203.0.113." + i), 5);
        }
        refused(hugh.login(Person.PASSWORD), 20005);
        clock.advance(Duration.ofMinutes(31));
        hugh.loggedIn();
    }

    @Test
    void locksNamesWithoutAnAccountJustTheSame() {
        Person nobody = person("nobody").from(HOME);
        String words = refused(nobody.login("wrong"), 20004).path("message").asString();
        fail(nobody, 4);
        refused(nobody.login("wrong"), 20005);
        fail(person("nobody").from(ELSEWHERE), 5);
        assertThat(words)
                .isEqualTo(refused(person("eve").registered().login("wrong"), 20004)
                        .path("message")
                        .asString());
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        Person fay = person("fay").registered();
        for (int round = 0; round < 2; round++) {
            fail(fay, 4);
            fay.loggedIn();
        }
    }

    private static void fail(Person person, int times) {
        for (int i = 0; i < times; i++) {
            refused(person.login("wrong"), 20004);
        }
    }

    private static JsonNode refused(ResponseSpec answer, int code) {
        JsonNode refusal = Person.json(answer, 401);
        assertThat(refusal.path("code").asInt()).isEqualTo(code);
        return refusal;
    }

    private Person person(String username) {
        return new Person(port, "lockout-" + username);
    }
}
