package io.remotegpu.cli.account;

import io.remotegpu.cli.console.Column;
import io.remotegpu.cli.session.Session;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "whoami", description = "Show the account that is logged in.")
public final class WhoAmICommand implements Runnable {
    private static final List<Column> FIELDS = List.of(
            Column.of("username", "username"),
            Column.of("id", "id"),
            Column.of("email", "email"),
            Column.of("type", "user_type"),
            Column.of("status", "status"));

    private final Session session;

    public WhoAmICommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        session.output().item(session.gateway().get("/users/me"), FIELDS);
    }
}
