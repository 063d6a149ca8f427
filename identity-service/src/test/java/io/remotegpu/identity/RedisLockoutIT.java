package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.MutableClock;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import redis.embedded.RedisServer;

/** Counting in a real Redis, which is stopped on the way. */
@IdentityTest
@TestMethodOrder(OrderAnnotation.class)
class RedisLockoutIT {
    private static final int REDIS_PORT = freePort();
    private static RedisServer redis;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MutableClock clock;

    @DynamicPropertySource
    static void redis(DynamicPropertyRegistry registry) throws IOException {
        redis = start();
        registry.add("identity.login.redis-url", () -> "redis://127.0.0.1:" + REDIS_PORT);
    }

    @AfterAll
    static void stop() throws IOException {
        redis.stop();
    }

    @Test
    @Order(1)
    void locksInRedisAndWritesNothingToTheDatabase() {
        Person dan = person("dan").from("198.51.100.7").registered();
        fail(dan, 5);
        assertThat(Person.code(dan.login(Person.PASSWORD))).isEqualTo(20005);

        person("dan").from("203.0.113.66").loggedIn();
        assertThat(jdbc.sql("select count(*) from login_failures")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @Order(2)
    void forgetsFailuresAfterASuccess() {
        Person fay = person("fay").registered();
        for (int round = 0; round < 3; round++) {
            fail(fay, 4);
            fay.loggedIn();
        }
    }

    @Test
    @Order(3)
    void locksForEverybodyAfterFiftyFailuresFromManyAddresses() {
        Person hugh = person("hugh").from("198.51.100.7").registered();
        for (int i = 1; i <= 10; i++) {
            fail(person("hugh").from("203.0.113." + i), 5);
        }

        assertThat(Person.code(hugh.login(Person.PASSWORD))).isEqualTo(20005);
    }

    @Test
    @Order(4)
    void countsInTheDatabaseWhenRedisGoesAwayAndInRedisWhenItIsBack() throws IOException {
        Person gus = person("gus").registered();
        fail(gus, 3);

        redis.stop();
        fail(gus, 5);
        assertThat(Person.code(gus.login(Person.PASSWORD))).isEqualTo(20005);
        assertThat(failuresInTheDatabase()).isPositive();

        redis = start();
        clock.advance(Duration.ofMinutes(31));
        gus.loggedIn();
    }

    private long failuresInTheDatabase() {
        return jdbc.sql("select count(*) from login_failures").query(Long.class).single();
    }

    private static void fail(Person person, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(Person.code(person.login("wrong"))).isEqualTo(20004);
        }
    }

    private static RedisServer start() throws IOException {
        RedisServer server = RedisServer.newRedisServer()
                .port(REDIS_PORT)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .build();
        server.start();
        return server;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Person person(String username) {
        return new Person(port, "redis-" + username);
    }
}
