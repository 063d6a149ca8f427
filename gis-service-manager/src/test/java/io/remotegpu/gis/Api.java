package io.remotegpu.gis;

import io.remotegpu.testing.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as one customer reaches it over HTTP. */
public record Api(int port, String token) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Of every connection that is made here; no answer may ever have it. */
    public static final String PASSWORD = "s3cret-of-the-database";

    public static Api of(int port, long customer) {
        return new Api(port, TestTokens.of(customer));
    }

    public static Api admin(int port, long customer) {
        return new Api(port, TestTokens.admin(customer));
    }

    /** What came back. {@code body} is a missing node if there was none. */
    public record Answer(
            int status, JsonNode body, @Nullable String location, String etag) {
        public JsonNode data() {
            return body.path("data");
        }

        /** A text in the data, such as {@code status}. */
        public String text(String field) {
            return data().path(field).asString("");
        }

        public int code() {
            return body.path("code").asInt();
        }

        public JsonNode details() {
            return body.path("details");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** With one header more. */
    public Answer getWith(String path, String header, String value) {
        return send("GET", path, null, header, value);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** With an {@code Idempotency-Key}. */
    public Answer post(String path, String body, String key) {
        return send("POST", path, body, "Idempotency-Key", key);
    }

    public Answer put(String path, @Nullable String body) {
        return send("PUT", path, body);
    }

    public Answer putIfMatch(String path, String body, String etag) {
        return send("PUT", path, body, "If-Match", etag);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** A new service that must be taken; answers its id. */
    public long service(String type, String name, String configuration) {
        Answer answer = post("/user-services", """
                {"service_name":"%s","service_type":"%s","config_data":%s}""".formatted(name, type, configuration));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.data().path("id").asLong();
    }

    /** A database connection of the test network; answers its id. */
    public long connection(String name) {
        Answer answer = post("/user-services/connections", """
                {"name":"%s","host":"10.9.8.7","database":"maps","username":"reader","password":"%s"}""".formatted(name, PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError(answer.toString());
        }
        return answer.data().path("id").asLong();
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Authorization", TestTokens.bearer(token))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    JSON.readTree(response.body().isEmpty() ? "null" : response.body()),
                    response.headers().firstValue("Location").orElse(null),
                    response.headers().firstValue("ETag").orElse(""));
        } catch (IOException failure) {
            throw new IllegalStateException(method + " " + path + " failed", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
