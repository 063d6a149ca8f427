package io.remotegpu.identity;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone who uses the service over HTTP. */
final class Person {
    static final String PASSWORD = "Turtle-42-hops";
    private static final JsonMapper JSON = new JsonMapper();

    private final RestTestClient http;
    final String username;
    private String address = "";
    String accessToken = "";
    String refreshToken = "";

    Person(int port, String username) {
        this.http = RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .build();
        this.username = username;
    }

    /** Comes from this address, as the gateway would tell. */
    Person from(String clientAddress) {
        address = clientAddress;
        return this;
    }

    Person registered() {
        register().expectStatus().isCreated();
        return this;
    }

    ResponseSpec register() {
        return send(
                HttpMethod.POST,
                "/api/v1/users/register",
                Map.of("username", username, "email", email(), "password", PASSWORD));
    }

    String email() {
        return username + "@example.org";
    }

    Person loggedIn() {
        return loggedInWith(PASSWORD);
    }

    Person loggedInWith(String password) {
        keep(data(login(password), 200));
        return this;
    }

    ResponseSpec login(String password) {
        return send(HttpMethod.POST, "/api/v1/users/login", Map.of("username", username, "password", password));
    }

    ResponseSpec refresh(String token) {
        return send(HttpMethod.POST, "/api/v1/auth/refresh", Map.of("refresh_token", token));
    }

    void keep(JsonNode tokens) {
        accessToken = tokens.path("access_token").asString();
        refreshToken = tokens.path("refresh_token").asString();
    }

    long id() {
        return data(get("/api/v1/users/me"), 200).path("id").asLong();
    }

    ResponseSpec get(String path) {
        return send(HttpMethod.GET, path, null);
    }

    ResponseSpec send(HttpMethod method, String path, Object body) {
        var request = http.method(method).uri(path);
        if (!accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        if (!address.isEmpty()) {
            request.header("X-Forwarded-For", address);
        }
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .body(
                                body instanceof String raw
                                        ? raw
                                        : JSON.writeValueAsString(new HashMap<>((Map<?, ?>) body)))
                        .exchange();
    }

    /** If it is still what the caller saw. */
    ResponseSpec sendIfMatch(HttpMethod method, String path, Map<String, ?> body, String etag) {
        return http.method(method)
                .uri(path)
                .header("Authorization", "Bearer " + accessToken)
                .header("If-Match", etag)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(body))
                .exchange();
    }

    /** A POST that says it is the same as any other with this key. */
    ResponseSpec post(String path, Map<String, ?> body, String idempotencyKey) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + accessToken)
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(body))
                .exchange();
    }

    static JsonNode data(ResponseSpec answer, int status) {
        return json(answer, status).path("data");
    }

    /** The code in the envelope, 0 for success. */
    static int code(ResponseSpec answer) {
        String body = answer.expectBody(String.class).returnResult().getResponseBody();
        return JSON.readTree(body == null ? "{}" : body).path("code").asInt();
    }

    static JsonNode json(ResponseSpec answer, int status) {
        String body = answer.expectStatus()
                .isEqualTo(status)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JSON.readTree(body == null ? "{}" : body);
    }
}
