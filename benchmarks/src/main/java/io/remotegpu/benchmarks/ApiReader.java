package io.remotegpu.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads from the platform as one person. */
final class ApiReader {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    /** @param token an access token; empty for nobody's */
    ApiReader(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }

    /** The data of the answer. @throws IllegalStateException unless it is 200 within ten seconds */
    JsonNode get(String url) {
        return JsonMapper.shared().readTree(body(url)).path("data");
    }

    /** The answer as it came. */
    String body(String url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(url + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new IllegalStateException(url + " failed: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** How long it took, in nanoseconds. */
    long timed(String url) {
        long begin = System.nanoTime();
        body(url);
        return System.nanoTime() - begin;
    }
}
