package io.remotegpu.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ready means what a person means by it: one can log in through the gateway and a host is there to work on. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PortPlan ports;
    private final StateFolder folder;

    Readiness(PortPlan ports, StateFolder folder) {
        this.ports = ports;
        this.folder = folder;
    }

    void await() throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!hostIsOnline()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("no host came online within " + PATIENCE.toMinutes() + " minutes; " + folder.of("logs")
                        + " says why, node-agent.log first");
            }
            Thread.sleep(200);
        }
    }

    private boolean hostIsOnline() throws InterruptedException {
        try {
            JsonNode login = send(request("/api/v1/users/login").POST(BodyPublishers.ofString(credentials())));
            String token = login.path("data").path("access_token").asString("");
            if (token.isEmpty()) {
                return passwordWasChanged(login);
            }
            JsonNode hosts = send(request("/api/v1/admin/hosts").header("Authorization", "Bearer " + token));
            return hosts.path("data").path("items").valueStream().anyMatch(Readiness::isOnline);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isOnline(JsonNode host) {
        return "online".equals(host.path("status").asString(""));
    }

    /** The first password is a first password: once it was changed, a platform that refuses it is a platform that works. */
    private static boolean passwordWasChanged(JsonNode answer) {
        return Set.of("bad_credentials", "account_locked").contains(answer.path("error").asString(""));
    }

    private String credentials() {
        return JSON.writeValueAsString(Map.of("username", "admin", "password", folder.adminPassword()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(ports.gatewayUrl() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json");
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }
}
