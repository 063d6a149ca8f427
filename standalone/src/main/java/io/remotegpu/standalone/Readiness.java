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

/**
 * Ready means what a person means by it: one can log in through the gateway and a host is there to work on. Once the administrator has
 * changed the first password nobody can log in for them, and health must do.
 */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<String> REFUSALS = Set.of("bad_credentials", "account_locked");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PortPlan ports;
    private final StateFolder folder;
    private String token = "";

    Readiness(PortPlan ports, StateFolder folder) {
        this.ports = ports;
        this.folder = folder;
    }

    void await() throws InterruptedException {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("no host came online within " + PATIENCE.toMinutes() + " minutes; "
                        + folder.of("logs") + " says why, node-agent.log first");
            }
            Thread.sleep(200);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return folder.adminPasswordWasChanged() ? everyServiceAnswers() : administratorSeesAHost();
        } catch (IOException notYet) {
            return false;
        }
    }

    private boolean everyServiceAnswers() throws IOException, InterruptedException {
        return http.send(request("/api/v1/health").build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                == 200;
    }

    private boolean administratorSeesAHost() throws IOException, InterruptedException {
        if (token.isEmpty()) {
            JsonNode login = send(request("/api/v1/users/login").POST(BodyPublishers.ofString(credentials())));
            token = login.path("data").path("access_token").asString("");
            if (REFUSALS.contains(login.path("error").asString(""))) {
                folder.noteAdminPasswordChanged();
            }
            return false;
        }
        JsonNode hosts = send(request("/api/v1/admin/hosts").header("Authorization", "Bearer " + token));
        return hosts.path("data").path("items").valueStream().anyMatch(Readiness::isOnline);
    }

    private static boolean isOnline(JsonNode host) {
        return "online".equals(host.path("status").asString(""));
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
        return JSON.readTree(
                http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
    }
}
