package io.remotegpu.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.contracts.SchedulerEvent.EnvRunning;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.wire.Envelope;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.testing.MutableClock;
import io.remotegpu.testing.Publisher;
import io.remotegpu.testing.TestInfrastructure;
import io.remotegpu.testing.TestTokens;
import io.remotegpu.testing.TopicProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A billing-service on real PostgreSQL and Kafka, at a noon that the test moves; every test has a customer of its own. */
@SpringBootTest(
        classes = BillingService.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.name=billing-service",
            "billing.payments.secret=" + BillingTestBase.WEBHOOK_SECRET,
            "billing.accounts.watch-every=200ms",
            "billing.budgets.watch-every=200ms",
            "billing.accrual.first=1h",
            "billing.invoices.first=1h",
            "billing.reconciliation.first=1h",
            "billing.rollup.first=1h",
            "remotegpu.messaging.retry.conflicts-for=1s"
        })
@Import({TestInfrastructure.class, BillingTestBase.Noon.class})
public abstract class BillingTestBase {
    protected static final String WEBHOOK_SECRET = "a secret that only the provider knows";
    protected static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final AtomicLong NEXT = new AtomicLong(100);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    protected final long customer = NEXT.incrementAndGet();
    protected final WorkloadId environment = new WorkloadId("env-" + customer);

    @Autowired
    protected Publisher publisher;

    @Autowired
    protected TopicProbe probe;

    @Autowired
    protected MutableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @LocalServerPort
    int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Noon {
        @Bean
        MutableClock clock() {
            return new MutableClock(NOON.plus(Duration.ofHours(2)));
        }
    }

    /** One A100, four cores and 8 GiB: 2 + 0.08 + 0.04 USD an hour by the first plan. */
    protected EnvRunning running(long epoch, Instant startedAt) {
        return new EnvRunning(
                environment,
                new CustomerId(customer),
                new WorkspaceId(customer),
                new HostId("gpu-1"),
                "gpu-1",
                "docker",
                "c-" + epoch,
                epoch,
                List.of(new LeasedGpu("GPU-" + customer, 0, "NVIDIA A100-SXM4-80GB", 81920, false)),
                4,
                8192,
                List.of(),
                startedAt);
    }

    protected static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    protected void awaitRecords(String query, int count) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(records(query).size()).isEqualTo(count));
    }

    protected JsonNode records(String query) {
        return get("/api/v1/billing/records?sort=start_time&" + query, TestTokens.of(customer))
                .path("data")
                .path("items");
    }

    protected JsonNode get(String path, String token) {
        HttpResponse<String> response = send(request(path, token));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    protected HttpResponse<String> post(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", TestTokens.bearer(token));
    }

    protected static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends something at a time of the sender's own, as often as asked. */
    protected void publishAt(Instant time, Message message) {
        publisher.publish(new Envelope<>(UUID.randomUUID(), "test", time, null, message));
    }

    /** Until every message sent so far has had its effect: claim and effect commit together. */
    protected void awaitTaken(long messages) {
        await().atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(taken()).isEqualTo(messages));
    }

    protected long taken() {
        return jdbc.sql("select count(*) from inbox where consumer = 'billing.meter'")
                .query(Long.class)
                .single();
    }

    protected HttpResponse<String> put(String path, String token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }
}
