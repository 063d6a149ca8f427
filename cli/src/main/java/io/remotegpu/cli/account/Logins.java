package io.remotegpu.cli.account;

import io.remotegpu.cli.gateway.SavedLogin;
import io.remotegpu.cli.session.Session;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Turns a password into saved tokens; the password itself is kept nowhere. */
final class Logins {
    private final Session session;

    Logins(Session session) {
        this.session = session;
    }

    void logIn(String user, String password) {
        String field = user.contains("@") ? "email" : "username";
        JsonNode answer = session.anonymousGateway().post("/users/login", Map.of(field, user, "password", password));
        SavedLogin login = SavedLogin.of(session.url(), user, answer);
        session.loginFile().write(login);
        session.output().done("Logged in as %s at %s".formatted(login.username(), login.url()), answer.path("user"));
    }
}
