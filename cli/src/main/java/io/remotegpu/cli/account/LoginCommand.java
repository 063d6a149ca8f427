package io.remotegpu.cli.account;

import io.remotegpu.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "login", description = "Log in; the password is asked for, or read from standard input.")
public final class LoginCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "USER", description = "user name or email address")
    private String user = "";

    public LoginCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        String password = session.terminal().readPassword("Password");
        new Logins(session).logIn(user, password);
    }
}
