package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

@IdentityTest
class PasswordsIT {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void takesNoPasswordThatTheAccountHadLately() {
        Person ann = new Person(port, "history-ann").registered().loggedIn();

        String current = Person.PASSWORD;
        for (int i = 1; i <= 5; i++) {
            String next = "Tortoise-jumps-" + i;
            assertThat(change(ann, current, next)).isZero();
            assertThat(change(ann, next, current)).isEqualTo(30003);
            current = next;
        }

        assertThat(change(ann, current, "Tortoise-jumps-1")).isEqualTo(30003);
        assertThat(change(ann, current, Person.PASSWORD)).isZero();
    }

    @Test
    void endsEveryOtherLoginWithTheOldPassword() {
        Person ben = new Person(port, "history-ben").registered().loggedIn();
        Person elsewhere = new Person(port, "history-ben").loggedIn();

        assertThat(change(ben, Person.PASSWORD, "Tortoise-jumps-9")).isZero();

        await().atMost(Duration.ofSeconds(30)).until(() -> Person.code(elsewhere.get("/api/v1/users/me")) == 20001);
        assertThat(Person.code(ben.get("/api/v1/users/me"))).isZero();
    }

    @Test
    void hashesAnewWhatWasHashedInAnOlderWay() {
        Person cat = new Person(port, "history-cat").registered();
        jdbc.sql("update customers set password_hash = :hash where username = :name")
                .param("hash", "{bcrypt}" + new BCryptPasswordEncoder(4).encode(Person.PASSWORD))
                .param("name", cat.username)
                .update();

        cat.loggedIn();

        assertThat(jdbc.sql("select password_hash from customers where username = :name")
                        .param("name", cat.username)
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2a$10$");
        cat.loggedIn();
    }

    private static int change(Person person, String current, String next) {
        return Person.code(person.send(
                HttpMethod.PUT,
                "/api/v1/users/me/password",
                Map.of("current_password", current, "new_password", next)));
    }
}
