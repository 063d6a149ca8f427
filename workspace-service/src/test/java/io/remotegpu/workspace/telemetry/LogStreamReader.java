package io.remotegpu.workspace.telemetry;

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
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Somebody who follows a log: every line of the event stream as it came. */
final class LogStreamReader implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    LogStreamReader(Api api, String environment, String lastEventId) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port()
                        + "/api/v1/environments/" + environment + "/logs?follow=true&tail=5"))
                .header("Authorization", TestTokens.bearer(api.token()))
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .build();
        Thread.ofVirtual().start(() -> read(request));
    }

    void await(String line) {
        Awaitility.await(line).atMost(Duration.ofSeconds(60)).until(() -> lines.contains(line));
    }

    List<String> data() {
        return lines.stream().filter(line -> line.startsWith("data: ")).toList();
    }

    private void read(HttpRequest request) {
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            response.body().forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            // the test is over
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
