package io.remotegpu.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plays the gateway: gives prepared answers in turn, the last one for ever, and remembers what it was asked. */
public final class FakeGateway implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile String acceptedToken = "";

    public record Request(String line, String authorization, String idempotencyKey, JsonNode body) {}

    private record Answer(int status, String body) {}

    public FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on only requests with this token are let in; logging in and refreshing need none. */
    public void acceptOnly(String token) {
        acceptedToken = token;
    }

    public FakeGateway answer(String line, String data) {
        return answer(line, 200, "{\"code\":0,\"message\":\"success\",\"data\":" + data + "}");
    }

    public FakeGateway answerPage(String line, int totalPages, String... items) {
        return answer(
                line,
                "{\"items\":[" + String.join(",", items)
                        + "],\"pagination\":{\"page\":1,\"page_size\":100,\"total\":1,\"total_pages\":" + totalPages
                        + "}}");
    }

    public FakeGateway answer(String line, int status, String body) {
        answers.computeIfAbsent(line, key -> new ArrayDeque<>()).add(new Answer(status, body));
        return this;
    }

    public List<Request> requests(String line) {
        return requests.stream().filter(request -> request.line().equals(line)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " "
                + exchange.getRequestURI().toString().replaceFirst("^/api/v1", "");
        String authorization = header(exchange, "Authorization");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(new Request(
                line, authorization, header(exchange, "Idempotency-Key"), JSON.readTree(body.isEmpty() ? "{}" : body)));
        Answer answer = isLetIn(line, authorization) ? next(line) : new Answer(401, error(20002, "token_expired"));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private boolean isLetIn(String line, String authorization) {
        return acceptedToken.isEmpty()
                || line.startsWith("POST /auth/refresh")
                || line.startsWith("POST /users/login")
                || authorization.equals("Bearer " + acceptedToken);
    }

    private Answer next(String line) {
        Deque<Answer> prepared = answers.get(line);
        if (prepared == null) {
            return new Answer(404, error(40006, "not_found"));
        }
        return prepared.size() > 1 ? prepared.pop() : prepared.element();
    }

    public static String error(int code, String error) {
        return "{\"code\":%d,\"message\":\"%s\",\"error\":\"%s\"}".formatted(code, error.replace('_', ' '), error);
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
