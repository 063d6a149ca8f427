package io.remotegpu.cli.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform's REST API. Paths begin after {@code /api/v1}; answers are the envelope's {@code data}. A refusal is a
 * {@link GatewayException}, silence a {@link GatewayUnreachableException}.
 */
public final class Gateway {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UNAUTHORIZED = 401;
    private static final String PAGE_SIZE = "page_size=100";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI url;
    private final Tokens tokens;

    public Gateway(URI url, Tokens tokens) {
        this.url = url;
        this.tokens = tokens;
    }

    public JsonNode get(String path) {
        return send(new Call("GET", path, null));
    }

    /** Every item of a list, however many pages it has. */
    public List<JsonNode> list(String path) {
        List<JsonNode> items = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode data = get(path + (path.contains("?") ? "&" : "?") + PAGE_SIZE + "&page=" + page);
            data.path("items").forEach(items::add);
            pages = data.path("pagination").path("total_pages").asInt(1);
        }
        return items;
    }

    public JsonNode post(String path, Object body) {
        return send(new Call("POST", path, body));
    }

    public JsonNode put(String path) {
        return send(new Call("PUT", path, null));
    }

    public JsonNode delete(String path) {
        return send(new Call("DELETE", path, null));
    }

    /** {@code key} makes a repeated POST the same one. */
    private record Call(
            String method, String path, @Nullable Object body, String key) {
        Call(String method, String path, @Nullable Object body) {
            this(method, path, body, UUID.randomUUID().toString());
        }
    }

    private JsonNode send(Call call) {
        Optional<String> token = tokens.current();
        HttpResponse<String> response = exchange(call, token);
        if (response.statusCode() == UNAUTHORIZED && token.isPresent()) {
            Optional<String> renewed = tokens.renewed(token.get());
            if (renewed.isPresent()) {
                response = exchange(call, renewed);
            }
        }
        return data(response);
    }

    private HttpResponse<String> exchange(Call call, Optional<String> token) {
        try {
            return http.send(request(call, token), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new GatewayUnreachableException(url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + url, e);
        }
    }

    private HttpRequest request(Call call, Optional<String> token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + call.path()))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "application/json")
                .method(call.method(), body(call));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        if (call.body() != null) {
            request.header("Content-Type", "application/json");
        }
        if (call.method().equals("POST")) {
            request.header("Idempotency-Key", call.key());
        }
        return request.build();
    }

    private static BodyPublisher body(Call call) {
        return call.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(JSON.writeValueAsString(call.body()));
    }

    private static JsonNode data(HttpResponse<String> response) {
        JsonNode answer = parsed(response.body());
        if (response.statusCode() >= 400) {
            throw new GatewayException(response.statusCode(), answer);
        }
        return answer.path("data");
    }

    // What stands between, a proxy say, may answer with a page of its own.
    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
