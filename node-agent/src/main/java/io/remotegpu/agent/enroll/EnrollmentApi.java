package io.remotegpu.agent.enroll;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.signing.HostProof;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the platform to let this host in. The private key signs here and is not sent. */
final class EnrollmentApi {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final Clock clock;

    EnrollmentApi(URI server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * @param facts of the host, for people
     * @throws IOException if nobody could be asked now; the token is not spent, or the key was taken
     */
    Credentials enroll(String token, HostId host, HostKeyPair keys, Map<String, String> facts)
            throws IOException, InterruptedException {
        Instant now = now();
        String signature = HostProof.ofEnrollment(token, host, keys.publicKey(), facts, now)
                .sign(keys.signingKey());
        return ask(
                "",
                Map.of(
                        "token",
                        token,
                        "host_id",
                        host.value(),
                        "public_key",
                        keys.publicKey(),
                        "facts",
                        facts,
                        "signed_at",
                        now.toString(),
                        "signature",
                        signature));
    }

    /** Other credentials for a host whose key the platform knows. */
    Credentials renew(HostId host, HostKeyPair keys) throws IOException, InterruptedException {
        Instant now = now();
        return ask(
                "/credentials",
                Map.of(
                        "host_id", host.value(),
                        "signed_at", now.toString(),
                        "signature", HostProof.ofRenewal(host, now).sign(keys.signingKey())));
    }

    private Credentials ask(String path, Map<String, Object> body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + "/api/v1/enrollment" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(IdentityFile.JSON.writeValueAsString(body)))
                .build();
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return read(answer.statusCode(), answer.body());
        }
    }

    private static Credentials read(int status, String body) throws IOException {
        try {
            JsonNode json = IdentityFile.JSON.readTree(body);
            if (status == 200 || status == 201) {
                return IdentityFile.JSON.treeToValue(json.path("data"), Credentials.class);
            }
            String message = json.path("message").asString("it answered " + status);
            if (status >= 500 || status == 429) {
                throw new IOException(message);
            }
            throw new EnrollmentRefused(message);
        } catch (JacksonException foreign) {
            throw new IOException("what answers there (" + status + ") is no RemoteGPU gateway", foreign);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
