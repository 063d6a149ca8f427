package io.remotegpu.agent;

import io.remotegpu.agent.enroll.Enroller;
import io.remotegpu.agent.enroll.EnrollmentRefused;
import io.remotegpu.agent.enroll.Identity;
import io.remotegpu.agent.enroll.IdentityFile;
import io.remotegpu.contracts.HostId;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code remotegpu-agent enroll}: exchanges a token for this host's identity. */
@Command(
        name = "enroll",
        mixinStandardHelpOptions = true,
        description = "Makes a key on this host and enrols it with a token that an administrator made.")
final class EnrollCommand implements Callable<Integer> {
    private static final int REFUSED = 2;
    private static final int UNREACHABLE = 3;

    @Option(names = "--config", description = "properties file whose keys are flags without dashes")
    private @Nullable Path config;

    @Option(
            names = "--server",
            required = true,
            description = "the platform's gateway, such as https://gpu.example.org")
    private URI server = URI.create("");

    @Option(
            names = "--token",
            description = "the token; asked for if it is left out, which keeps it out of the shell's history")
    private @Nullable String token;

    @Option(names = "--host-id", description = "id of this host, for ever (its host name)")
    private @Nullable String hostId;

    @Option(
            names = "--state-dir",
            defaultValue = "/var/lib/remotegpu-agent",
            description = "the agent's memory, where the identity is kept (${DEFAULT-VALUE})")
    private Path stateDir = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            HostId host = new HostId(Objects.requireNonNullElseGet(hostId, Enroller::hostname));
            Identity identity =
                    new Enroller(server, new IdentityFile(stateDir), Clock.systemUTC()).enroll(secret(), host);
            out.println("enrolled as " + identity.hostId() + " with key " + identity.fingerprint());
            out.println("start the agent, or restart it if it runs: systemctl restart remotegpu-agent");
            return 0;
        } catch (EnrollmentRefused | IllegalArgumentException refused) {
            err.println("not enrolled: " + refused.getMessage());
            return REFUSED;
        } catch (IOException away) {
            err.println("not enrolled, " + server + " cannot be asked now: " + away.getMessage()
                    + ". Run the same again: the token is good until it has enrolled this host");
            return UNREACHABLE;
        }
    }

    private String secret() {
        if (token != null && !token.isBlank()) {
            return token.strip();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("enrolment token: ");
        if (typed == null || typed.length == 0) {
            throw new IllegalArgumentException("there is no token: give --token, or set REMOTEGPU_AGENT_TOKEN");
        }
        return new String(typed).strip();
    }
}
