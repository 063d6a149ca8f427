package io.remotegpu.cli.gateway;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The tokens of the saved login, renewed when they are refused. */
public final class SavedTokens implements Tokens {
    private final LoginFile file;
    private final URI url;

    public SavedTokens(LoginFile file, URI url) {
        this.file = file;
        this.url = url;
    }

    @Override
    public Optional<String> current() {
        return login().map(SavedLogin::accessToken);
    }

    @Override
    public Optional<String> renewed(String refused) {
        return file.exclusively(() -> login().flatMap(login -> renewed(login, refused)));
    }

    private Optional<SavedLogin> login() {
        return file.read().filter(login -> login.url().equals(url));
    }

    // Another process may have renewed it while this one waited for its turn.
    private Optional<String> renewed(SavedLogin login, String refused) {
        if (!login.accessToken().equals(refused)) {
            return Optional.of(login.accessToken());
        }
        try {
            JsonNode answer = new Gateway(url, Tokens.none())
                    .post("/auth/refresh", Map.of("refresh_token", login.refreshToken()));
            SavedLogin next = SavedLogin.of(url, login.username(), answer);
            file.write(next);
            return Optional.of(next.accessToken());
        } catch (GatewayException refusedToo) {
            return Optional.empty();
        }
    }
}
