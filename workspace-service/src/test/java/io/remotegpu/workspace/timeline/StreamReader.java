package io.remotegpu.workspace.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.testing.TestTokens;
import io.remotegpu.workspace.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who hears the stream of environments. */
final class StreamReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Stream<String> lines;
    private String id = "";
    private String name = "";

    record Event(String id, String environment, String type, String status) {}

    private StreamReader(Api api, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + api.port() + "/api/v1/environments/events"))
                .header("Authorization", TestTokens.bearer(api.token()))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        lines = response.body();
        Thread.ofVirtual().start(this::read);
    }

    /** Returns once whatever happens from now on will be told. */
    static StreamReader open(Api api, @Nullable String lastEventId) throws IOException, InterruptedException {
        StreamReader reader = new StreamReader(api, lastEventId);
        assertThat(reader.ready.await(60, TimeUnit.SECONDS)).isTrue();
        return reader;
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    void await(String environment, String status) {
        Awaitility.await(environment + " is told " + status)
                .atMost(Duration.ofSeconds(60))
                .until(() -> events.stream()
                        .anyMatch(event -> event.environment().equals(environment)
                                && event.status().equals(status)));
    }

    private void read() {
        try {
            lines.forEach(this::line);
        } catch (UncheckedIOException closed) {
            // the test is over
        }
    }

    private void line(String line) {
        if (line.startsWith("id: ")) {
            id = line.substring(4);
        } else if (line.startsWith("event: ")) {
            name = line.substring(7);
        } else if (line.startsWith("data: ")) {
            event(JSON.readTree(line.substring(6)));
        }
    }

    private void event(JsonNode data) {
        if (name.equals("ready")) {
            ready.countDown();
        } else if (name.equals("status")) {
            events.add(new Event(
                    id,
                    data.path("environment_id").asString(),
                    data.path("type").asString(),
                    data.path("status").asString()));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
