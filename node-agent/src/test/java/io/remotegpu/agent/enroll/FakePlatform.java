package io.remotegpu.agent.enroll;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.signing.HostProof;
import io.remotegpu.contracts.signing.VerifyingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers as the platform does: one token, one host, and a new password each time. */
public final class FakePlatform implements AutoCloseable {
    public static final String TOKEN = "rgpu-enroll-secret";

    private final HttpServer server;
    private @Nullable VerifyingKey enrolled;
    private int passwords;
    private Map<String, Object> login = Map.of();
    boolean losesAnswers;
    boolean revoked;

    public FakePlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/enrollment", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Of these parts of a login it gives these from now on, for the others what it makes up. */
    public synchronized void hands(Map<String, Object> parts) {
        login = parts;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode body = IdentityFile.JSON.readTree(exchange.getRequestBody().readAllBytes());
        boolean renewal = exchange.getRequestURI().getPath().endsWith("/credentials");
        String refusal = renewal ? renew(body) : enroll(body);
        if (losesAnswers) {
            exchange.close();
        } else if (refusal != null) {
            send(exchange, 401, Map.of("code", 20004, "message", refusal));
        } else {
            send(
                    exchange,
                    201,
                    Map.of("code", 0, "data", credentials(body.path("host_id").asString())));
        }
    }

    private @Nullable String enroll(JsonNode body) {
        VerifyingKey key = VerifyingKey.of(body.path("public_key").asString());
        Map<String, String> facts = new TreeMap<>();
        body.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asString()));
        HostProof proof = HostProof.ofEnrollment(
                body.path("token").asString(),
                new HostId(body.path("host_id").asString()),
                body.path("public_key").asString(),
                facts,
                Instant.parse(body.path("signed_at").asString()));
        if (!proof.isSignedBy(key, body.path("signature").asString())) {
            return "the signature does not fit";
        }
        if (!TOKEN.equals(body.path("token").asString()) || enrolled != null) {
            return "no such token";
        }
        enrolled = key;
        return null;
    }

    private @Nullable String renew(JsonNode body) {
        HostProof proof = HostProof.ofRenewal(
                new HostId(body.path("host_id").asString()),
                Instant.parse(body.path("signed_at").asString()));
        boolean known = enrolled != null
                && proof.isSignedBy(enrolled, body.path("signature").asString());
        return known && !revoked ? null : "it was revoked";
    }

    private Map<String, Object> credentials(String host) {
        Map<String, Object> kafka = new TreeMap<>(Map.of(
                "bootstrap_servers", "kafka:9094",
                "security_protocol", "SASL_SSL",
                "sasl_mechanism", "SCRAM-SHA-512",
                "username", "host-" + host,
                "password", "password-" + ++passwords));
        kafka.putAll(login);
        return Map.of("host_id", host, "kafka", kafka, "renew_after", "2030-01-01T00:00:00Z");
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] json = IdentityFile.JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
