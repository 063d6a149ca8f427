package io.remotegpu.workspace.images.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks one registry, and gives it what its challenges ask for: the name and password, or a token got with them. */
final class RegistryClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_ANSWER = 8 * 1024 * 1024;

    private final HttpClient http;
    private final RegistryAddress address;
    private final Duration timeout;
    /** By repository, or by path outside of one; a token serves one scope. */
    private final Map<String, String> authorizations = new ConcurrentHashMap<>();

    RegistryClient(HttpClient http, RegistryAddress address, Duration timeout) {
        this.http = http;
        this.address = address;
        this.timeout = timeout;
    }

    record Answer(HttpResponse<?> response, byte[] body) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    /** @param scope what the same authorization serves, such as a repository */
    Answer get(URI uri, String accept, String scope) {
        Answer first = send(uri, accept, Optional.ofNullable(authorizations.get(scope)));
        Answer answer = first;
        if (first.response().statusCode() == 401) {
            String authorization = answerTo(first);
            authorizations.put(scope, authorization);
            answer = send(uri, accept, Optional.of(authorization));
        }
        if (answer.response().statusCode() != 200) {
            throw refused(answer);
        }
        return answer;
    }

    JsonNode json(Answer answer) {
        try {
            return answer.json();
        } catch (JacksonException notJson) {
            throw RegistryErrors.strange(address, "answered what is not JSON; is this a registry?");
        }
    }

    private String answerTo(Answer refused) {
        Challenge challenge = refused.response().headers().allValues("WWW-Authenticate").stream()
                .flatMap(header -> Challenge.parse(header).stream())
                .findFirst()
                .orElseThrow(() -> refused(refused));
        return switch (challenge) {
            case Challenge.Basic() -> address.basic().orElseThrow(() -> refused(refused));
            case Challenge.Bearer bearer -> "Bearer " + token(bearer);
        };
    }

    /** Without credentials an anonymous token is asked for: public repositories give one. */
    private String token(Challenge.Bearer bearer) {
        Answer answer = send(tokenAddress(bearer), "application/json", address.basic());
        if (answer.response().statusCode() != 200) {
            throw refused(answer);
        }
        JsonNode json = json(answer);
        String token = json.path("token").asString(json.path("access_token").asString(""));
        if (token.isEmpty()) {
            throw RegistryErrors.strange(address, "gave no token at " + bearer.realm());
        }
        return token;
    }

    private URI tokenAddress(Challenge.Bearer bearer) {
        try {
            URI uri = bearer.address();
            boolean downgrade = "https".equals(address.url().getScheme()) && !"https".equals(uri.getScheme());
            if (uri.getHost() != null && !downgrade) {
                return uri;
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw RegistryErrors.strange(
                address, "sends for tokens to an address that cannot be trusted: " + bearer.realm());
    }

    private Answer send(URI uri, String accept, Optional<String> authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Accept", accept)
                .GET();
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response, bounded(body));
            }
        } catch (IOException | IllegalArgumentException failure) {
            throw RegistryErrors.unreachable(address, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RegistryErrors.unreachable(address, interrupted);
        }
    }

    private byte[] bounded(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
        if (bytes.length > LARGEST_ANSWER) {
            throw RegistryErrors.strange(address, "answered more than " + LARGEST_ANSWER + " bytes to one question");
        }
        return bytes;
    }

    private RuntimeException refused(Answer answer) {
        return RegistryErrors.refused(
                address, answer.response().statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
    }
}
