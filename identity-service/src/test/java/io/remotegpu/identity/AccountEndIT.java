package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Deleting accounts, and what happens to their names; changing types; the last administrator. */
@IdentityTest
class AccountEndIT {
    private static final String ADMIN_PASSWORD = "Gpu-Fleet-7-keeper";

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Autowired
    private MutableClock clock;

    @AfterEach
    void now() {
        clock.set(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void givesTheNameOfADeletedAccountBackAfterARest() {
        Person old = new Person(port, "heir").registered().loggedIn();
        long id = old.id();
        ok(changeStatus(id, "deleted"));
        topics.await(CustomerDeleted.class, told -> told.customerId().value() == id);
        assertThat(Person.code(old.login(Person.PASSWORD))).isEqualTo(20004);

        assertThat(Person.code(new Person(port, "heir").register())).isEqualTo(40005);
        clock.advance(Duration.ofDays(31));
        Person heir = new Person(port, "heir").registered().loggedIn();

        assertThat(heir.id()).isNotEqualTo(id);
        assertThat(Person.code(changeStatus(id, "active"))).isEqualTo(30001);
    }

    @Test
    void givesTheAddressOfADeletedAccountBackAtOnce() {
        Person old = new Person(port, "mover").registered().loggedIn();
        ok(changeStatus(old.id(), "deleted"));

        ResponseSpec again = old.send(
                HttpMethod.POST,
                "/api/v1/users/register",
                Map.of("username", "mover-again", "email", old.email(), "password", Person.PASSWORD));

        again.expectStatus().isCreated();
    }

    @Test
    void tellsOfAChangedTypeOnce() {
        Person guest = new Person(port, "guest").registered().loggedIn();
        long id = guest.id();
        Map<String, String> type = Map.of("user_type", "internal", "account_type", "enterprise");

        ok(changeType(id, type));
        ok(changeType(id, type));

        CustomerTypeChanged told = topics.await(
                CustomerTypeChanged.class, changed -> changed.customerId().value() == id);
        assertThat(told).isEqualTo(new CustomerTypeChanged(told.customerId(), "internal", "enterprise"));
        assertThat(Person.code(changeType(id, Map.of()))).isEqualTo(30001);
        Person other = new Person(port, "other-guest").registered().loggedIn();
        assertThat(Person.code(other.send(HttpMethod.PUT, path(id, "type"), type)))
                .isEqualTo(20003);
    }

    @Test
    void neverRemovesTheLastAdministrator() {
        Person admin = admin();
        long adminId = admin.id();
        assertThat(Person.code(changeType(adminId, Map.of("user_type", "external"))))
                .isEqualTo(30001);
        assertThat(Person.code(changeStatus(adminId, "suspended"))).isEqualTo(30001);

        Person second = new Person(port, "second-admin").registered().loggedIn();
        long secondId = second.id();
        ok(changeType(secondId, Map.of("user_type", "admin")));
        second.loggedIn();
        ok(second.send(HttpMethod.PUT, path(adminId, "type"), Map.of("user_type", "internal")));
        assertThat(Person.code(second.send(HttpMethod.PUT, path(secondId, "type"), Map.of("user_type", "internal"))))
                .isEqualTo(30001);

        ok(second.send(HttpMethod.PUT, path(adminId, "type"), Map.of("user_type", "admin")));
        ok(changeType(secondId, Map.of("user_type", "external")));
    }

    private ResponseSpec changeStatus(long id, String status) {
        return admin().send(HttpMethod.PUT, path(id, "status"), Map.of("status", status));
    }

    private ResponseSpec changeType(long id, Map<String, String> type) {
        return admin().send(HttpMethod.PUT, path(id, "type"), type);
    }

    private static String path(long id, String what) {
        return "/api/v1/admin/users/" + id + "/" + what;
    }

    private static void ok(ResponseSpec answer) {
        answer.expectStatus().isOk();
    }

    private Person admin() {
        return new Person(port, "admin").loggedInWith(ADMIN_PASSWORD);
    }
}
