package io.remotegpu.scheduler.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.Topics;
import io.remotegpu.messaging.hosts.HostFacts;
import io.remotegpu.scheduler.SchedulerService;
import io.remotegpu.scheduler.hosts.AdminApi;
import io.remotegpu.testing.SecuredKafka;
import io.remotegpu.testing.TestDatabases;
import io.remotegpu.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real scheduler on a real Kafka that asks for names and rights, both for all tests of a class. */
abstract class SecuredScheduler {
    private static final JsonMapper JSON = JsonMapper.shared();
    protected static SecuredKafka kafka;
    private static ConfigurableApplicationContext scheduler;
    protected static AdminApi admin;
    protected static JdbcClient jdbc;

    @BeforeAll
    static void startScheduler() {
        kafka = new SecuredKafka();
        String database = TestDatabases.create();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database, TestDatabases.USER, ""));
        scheduler = SchedulerService.application()
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + TestDatabases.USER,
                        "--spring.datasource.password=",
                        "--spring.kafka.bootstrap-servers=" + kafka.servers(),
                        "--scheduler.enrollment.agent-servers=" + kafka.agentServers(),
                        "--scheduler.enrollment.security-protocol=SASL_PLAINTEXT",
                        "--scheduler.enrollment.first-token=the-token-of-the-configuration",
                        "--scheduler.enrollment.first-host=own-host",
                        "--scheduler.hosts.suspect-after=1h",
                        "--scheduler.hosts.unknown-after=2h",
                        "--remotegpu.security.jwks-uri=" + TestTokens.jwksUri());
        admin = AdminApi.of(scheduler);
    }

    @AfterAll
    static void stop() throws Exception {
        scheduler.close();
        kafka.close();
    }

    protected static EnrollingHost host() {
        return new EnrollingHost(admin.origin(), kafka.agentServers());
    }

    /** The same host with another key. */
    protected static EnrollingHost anew(HostId host) {
        EnrollingHost anew = new EnrollingHost(host, admin.origin(), kafka.agentServers());
        String token = created("{\"host_id\":\"" + host + "\"}").path("token").asString();
        assertThat(anew.enroll(token).status()).isEqualTo(201);
        try (KafkaConsumer<String, String> own = anew.reads(Topics.nodeCommands(host))) {
            awaitRead(own);
        }
        return anew;
    }

    protected static EnrollingHost enrolled() {
        EnrollingHost host = host();
        assertThat(host.enroll(created("{}").path("token").asString()).status()).isEqualTo(201);
        try (KafkaConsumer<String, String> own = host.reads(Topics.nodeCommands(host.id))) {
            awaitRead(own);
        }
        return host;
    }

    protected static JsonNode created(String body) {
        return JSON.readTree(admin.send("/enrollment-tokens", "POST", body).body())
                .path("data");
    }

    protected static HttpStatusCode statusOfATokenFor(String caller) {
        return RestClient.create(admin.origin())
                .post()
                .uri("/api/v1/admin/enrollment-tokens")
                .header("Authorization", TestTokens.bearer(caller))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{}")
                .exchange((request, answer) -> answer.getStatusCode());
    }

    protected static String shown(JsonNode token) {
        return "\"id\":" + token.path("id").asLong();
    }

    protected static HostRegistered registered(HostId host) {
        return new HostRegistered(
                host,
                host.value(),
                "127.0.0.1",
                "traditional",
                "docker",
                "1",
                4,
                8192,
                List.of(),
                20000,
                20100,
                Map.of());
    }

    protected static boolean isRegistered(HostId host) {
        return jdbc.sql("select count(*) from hosts where host_id = :host")
                        .param("host", host.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    protected static Instant lastHeartbeat(HostId host) {
        return jdbc.sql("select last_heartbeat_at from hosts where host_id = :host")
                .param("host", host.value())
                .query(java.sql.Timestamp.class)
                .single()
                .toInstant();
    }

    protected static double refused(String reason) {
        return scheduler.getBean(MeterRegistry.class).find(HostFacts.REFUSED).tag("reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** New rights and passwords take a moment to reach the broker: rights first, so whoever can log in has them. */
    protected static void awaitRead(KafkaConsumer<String, String> consumer) {
        await().until(() -> {
            try {
                consumer.poll(Duration.ofMillis(200));
                consumer.assignment().forEach(consumer::position);
                return true;
            } catch (AuthorizationException | SaslAuthenticationException notYet) {
                return false;
            }
        });
    }

    protected static KafkaException awaitRefusal(KafkaConsumer<String, String> consumer) {
        AtomicReference<KafkaException> refusal = new AtomicReference<>();
        await().until(() -> {
            try {
                consumer.poll(Duration.ofMillis(200));
                return false;
            } catch (AuthorizationException | SaslAuthenticationException refused) {
                refusal.set(refused);
                return true;
            }
        });
        return refusal.get();
    }
}
