package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.IdentityEvent.CustomerDeleted;
import io.remotegpu.contracts.IdentityEvent.CustomerTypeChanged;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.TopicProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Deleting accounts, and what happens to their names; changing types; the last administrator. */
@IdentityTest
class AccountEndIT {
    private static final String ADMIN_PASSWORD = "Gpu-Fleet-7-keeper";
    private static final Map<String, String> NO_LONGER = Map.of("user_type", "internal");

    @LocalServerPort
    private int port;

    @Autowired
    private TopicProbe topics;

    @Autowired
    private MutableClock clock;

    @Autowired
    private DataSource database;

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
        ok(second.send(HttpMethod.PUT, path(adminId, "type"), NO_LONGER));
        awaitCode(admin, 20002);
        assertThat(Person.code(second.send(HttpMethod.PUT, path(secondId, "type"), NO_LONGER)))
                .isEqualTo(30001);

        ok(second.send(HttpMethod.PUT, path(adminId, "type"), Map.of("user_type", "admin")));
        awaitCode(admin, 0);
        ok(changeType(secondId, Map.of("user_type", "external")));
    }

    @Test
    void leavesOneOfTwoAdministratorsWhoRemoveEachOtherAtOnce() throws Exception {
        Person one = rival("rival-one");
        Person other = rival("rival-other");
        String pathOfOne = path(one.id(), "type");
        String pathOfOther = path(other.id(), "type");
        // Behind the service's back: these two are the last.
        change("update customers set user_type = 'internal' where username = 'admin'");

        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
                HeldAccount held = new HeldAccount(
                        database, "update customers set updated_at = updated_at where username = 'rival-one'")) {
            Future<ResponseSpec> byOne = executor.submit(() -> one.send(HttpMethod.PUT, pathOfOther, NO_LONGER));
            Future<ResponseSpec> byOther = executor.submit(() -> other.send(HttpMethod.PUT, pathOfOne, NO_LONGER));
            held.awaitWaiter();
            held.commit();
            assertThat(List.of(Person.code(byOne.get()), Person.code(byOther.get())))
                    .containsOnlyOnce(0);
            assertThat(administrators()).hasSize(1).containsAnyOf("rival-one", "rival-other");
        } finally {
            change("update customers set user_type = 'admin' where username = 'admin'");
            change("update customers set user_type = 'internal' where username like 'rival-%'");
        }
    }

    /** The service hears on Kafka of the types that it changed itself. */
    private static void awaitCode(Person person, int code) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Person.code(person.get("/api/v1/users/me")) == code);
    }

    private Person rival(String name) {
        Person rival = new Person(port, name).registered().loggedIn();
        ok(changeType(rival.id(), Map.of("user_type", "admin")));
        return rival.loggedIn();
    }

    private List<String> administrators() {
        return JdbcClient.create(database)
                .sql("select username from customers where user_type = 'admin' and status = 'active'")
                .query(String.class)
                .list();
    }

    private void change(String sql) {
        JdbcClient.create(database).sql(sql).update();
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
