package io.remotegpu.cli.account;

import io.remotegpu.cli.gateway.GatewayException;
import io.remotegpu.cli.session.Session;
import java.util.Map;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.JsonNodeFactory;

@Command(name = "logout", description = "End the session here and at the platform.")
public final class LogoutCommand implements Runnable {
    private final Session session;

    public LogoutCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        try {
            session.gateway().post("/auth/logout", Map.of());
        } catch (GatewayException alreadyEnded) {
            session.terminal().err().println("The platform had ended the session already.");
        }
        session.loginFile().delete();
        session.output().done("Logged out", JsonNodeFactory.instance.objectNode());
    }
}
