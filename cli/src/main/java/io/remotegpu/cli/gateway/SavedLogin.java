package io.remotegpu.cli.gateway;

import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * Who is logged in, and where. Its tokens are for that address alone: they are never sent to another.
 *
 * @param refreshToken good for one use; the answer to it brings the next
 */
public record SavedLogin(URI url, String username, String accessToken, String refreshToken) {
    /** From the answer to a login or a refresh. */
    public static SavedLogin of(URI url, String username, JsonNode answer) {
        return new SavedLogin(
                url,
                answer.path("user").path("username").asString(username),
                answer.path("access_token").asString(""),
                answer.path("refresh_token").asString(""));
    }

    @Override
    public String toString() {
        return "SavedLogin[url=%s, username=%s]".formatted(url, username);
    }
}
