package io.remotegpu.cli.account;

import io.remotegpu.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "register", description = "Sign up and log in; the password is asked for, or read from standard input.")
public final class RegisterCommand implements Runnable {
    private final Session session;

    @Parameters(index = "0", paramLabel = "USERNAME")
    private String username = "";

    @Parameters(index = "1", paramLabel = "EMAIL")
    private String email = "";

    public RegisterCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String password = session.terminal().readPassword("New password");
        session.anonymousGateway()
                .post("/users/register", Map.of("username", username, "email", email, "password", password));
        new Logins(session).logIn(username, password);
    }
}
