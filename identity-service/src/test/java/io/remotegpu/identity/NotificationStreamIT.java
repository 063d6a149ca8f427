package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.notifications.Notice;
import io.remotegpu.identity.notifications.NotificationCenter;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.web.stream.EventStreams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Two replicas on one database. */
@IdentityTest
@DirtiesContext
class NotificationStreamIT {
    @Autowired
    private ConfigurableApplicationContext first;

    @Test
    void reachesListenersOfEveryReplicaAndGoesOnWhereOneBrokeOff() throws Exception {
        try (ConfigurableApplicationContext second = Replica.of(first, "--remotegpu.stream.heartbeat=1s")) {
            Person ada = new Person(Replica.port(first), "ada").registered().loggedIn();
            Person bob = new Person(Replica.port(first), "bob").registered().loggedIn();
            String lastId;
            try (Listener here = new Listener(first, ada, "");
                    Listener there = new Listener(second, ada, "");
                    Listener other = new Listener(second, bob, "")) {
                List.of(here, there, other).forEach(listener -> listener.awaitLine("event: ready"));
                tell(first, bob, "of-bob");
                tell(first, ada, "one");
                here.awaitEvent("one");
                there.awaitEvent("one");
                other.awaitEvent("of-bob");
                assertThat(there.heard()).noneMatch(line -> line.contains("of-bob"));
                lastId = here.lastId();
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> second.getBean(EventStreams.class).open() == 0);
            tell(second, ada, "two");
            tell(first, ada, "three");
            try (Listener again = new Listener(second, ada, lastId)) {
                again.awaitEvent("three");
                assertThat(again.heard().stream().filter(line -> line.startsWith("data: {\"id\"")))
                        .hasSize(2)
                        .first()
                        .asString()
                        .contains("two");
            }
            assertThat(new Listener(first, ada, "' or 1=1").status()).isEqualTo(400);
        }
    }

    private static void tell(ConfigurableApplicationContext replica, Person person, String environment) {
        CustomerId customer = new CustomerId(person.id());
        Notice notice = new Notice(
                NotificationKind.ENVIRONMENT_FAILED, Map.of("environment", environment, "reason", "no such image"));
        replica.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> replica.getBean(NotificationCenter.class).tell(customer, notice));
    }

    /** Someone's browser. */
    private static final class Listener implements AutoCloseable {
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpResponse<InputStream> response;

        Listener(ConfigurableApplicationContext replica, Person person, String lastEventId)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + Replica.port(replica) + "/api/v1/notifications/stream"))
                    .header("Authorization", "Bearer " + person.accessToken);
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Thread.ofVirtual().start(this::read);
        }

        int status() {
            return response.statusCode();
        }

        List<String> heard() {
            return List.copyOf(lines);
        }

        void awaitLine(String line) {
            await(line).atMost(Duration.ofSeconds(60)).until(() -> lines.contains(line));
        }

        void awaitEvent(String environment) {
            await(environment).atMost(Duration.ofSeconds(60)).until(() -> lines.stream()
                    .anyMatch(line ->
                            line.startsWith("data:") && line.contains("Environment " + environment + " failed")));
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .toList()
                    .getLast()
                    .substring(4);
        }

        @Override
        public void close() {
            client.shutdownNow();
        }

        private void read() {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException gone) {
                // The test hung up.
            }
        }
    }
}
