package io.remotegpu.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's browser on the way through a single sign-on: it keeps the platform's cookie and follows redirects when told. */
final class Browser {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String platform;
    String cookie = "";

    Browser(int port) {
        platform = "http://127.0.0.1:" + port;
    }

    /** The same browser at another replica. */
    Browser at(int port) {
        Browser other = new Browser(port);
        other.cookie = cookie;
        return other;
    }

    /** All the way: what the console is told, such as {@code code=…}. */
    Map.Entry<String, String> signOn(String person) {
        return comeBack(logInAtProvider(begin(), person));
    }

    /** Where the platform sends it. */
    URI begin() {
        HttpResponse<String> answer = get(URI.create(platform + "/api/v1/auth/sso"), cookie);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Lax");
        cookie = set.substring(0, set.indexOf(';'));
        return location(answer);
    }

    /** Where the provider sends it back to. */
    URI logInAtProvider(URI provider, String person) {
        HttpResponse<String> answer = get(provider, CookieLogins.COOKIE + "=" + person);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        return location(answer);
    }

    Map.Entry<String, String> comeBack(URI callback) {
        HttpResponse<String> answer =
                get(URI.create(platform + callback.getRawPath() + "?" + callback.getRawQuery()), cookie);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        assertThat(location(answer).getQuery()).isNull();
        String[] told = location(answer).getFragment().split("=", 2);
        return Map.entry(told[0], told[1]);
    }

    JsonNode fetchTokens(String code) {
        return post("/api/v1/auth/sso/token", code, "");
    }

    JsonNode link(String code, Person owner) {
        return post("/api/v1/users/me/identities", code, owner.accessToken);
    }

    private JsonNode post(String path, String code, String accessToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("code", code))));
        if (!accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        return JSON.readTree(send(request, cookie).body());
    }

    private static HttpResponse<String> get(URI uri, String cookie) {
        return send(HttpRequest.newBuilder(uri), cookie);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String cookie) {
        try {
            return HTTP.send(
                    cookie.isEmpty()
                            ? request.build()
                            : request.header("Cookie", cookie).build(),
                    BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
}
