package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.CustomerReinstated;
import io.remotegpu.contracts.IdentityEvent.CustomerSuspended;
import io.remotegpu.contracts.IdentityEvent.SessionRevoked;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;

/** Tokens that have not expired, by way of the real outbox, relay and Kafka. */
@IdentityTest
class RevocationIT {
    private static final String ME = "/api/v1/users/me";

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Test
    void refusesTheAccessTokenOfALoginThatEnded() {
        Person ann = person("ann").registered().loggedIn();
        Person annElsewhere = person("ann").loggedIn();
        long id = ann.id();

        ann.send(HttpMethod.POST, "/api/v1/auth/logout", null).expectStatus().isNoContent();

        topics.await(
                SessionRevoked.class,
                told -> told.customerId().value() == id && told.reason().equals("logout"));
        awaitCode(ann, 20001);
        assertThat(code(annElsewhere)).isZero();
    }

    @Test
    void refusesEveryTokenOfASuspendedAccountAndOldOnesAfterwards() {
        Person ben = person("ben").registered().loggedIn();
        long id = ben.id();

        changeStatus(id, "suspended");
        topics.await(CustomerSuspended.class, told -> told.customerId().value() == id);
        awaitCode(ben, 20006);

        changeStatus(id, "active");
        topics.await(CustomerReinstated.class, told -> told.customerId().value() == id);
        awaitCode(ben, 20001);
        assertThat(code(person("ben").loggedIn())).isZero();
    }

    @Test
    void endsALoginWhoseRefreshTokenCameTwice() {
        Person cat = person("cat").registered().loggedIn();
        String used = cat.refreshToken;
        Person.data(cat.refresh(used), 200);

        assertThat(Person.json(cat.refresh(used), 401).path("code").asInt()).isEqualTo(20007);

        awaitCode(cat, 20001);
    }

    @Test
    void asksForAFreshTokenWhenTheTypeIsAnother() {
        Person dot = person("dot").registered().loggedIn();

        admin().send(HttpMethod.PUT, "/api/v1/admin/users/" + dot.id() + "/type", Map.of("user_type", "internal"))
                .expectStatus()
                .isOk();

        awaitCode(dot, 20002);
        dot.keep(Person.data(dot.refresh(dot.refreshToken), 200));
        assertThat(Person.data(dot.get(ME), 200).path("user_type").asString()).isEqualTo("internal");
    }

    private void changeStatus(long id, String status) {
        admin().send(HttpMethod.PUT, "/api/v1/admin/users/" + id + "/status", Map.of("status", status))
                .expectStatus()
                .isOk();
    }

    private Person admin() {
        return new Person(port, "admin").loggedInWith("Gpu-Fleet-7-keeper");
    }

    private Person person(String name) {
        return new Person(port, "revoked-" + name);
    }

    private static void awaitCode(Person person, int code) {
        await().atMost(Duration.ofSeconds(30)).until(() -> code(person) == code);
    }

    private static int code(Person person) {
        return Person.code(person.get(ME));
    }
}
