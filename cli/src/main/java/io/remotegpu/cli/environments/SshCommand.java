package io.remotegpu.cli.environments;

import io.remotegpu.cli.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "ssh",
        description = "Open a shell in an environment, or run a command there; ends with the exit code of ssh.")
final class SshCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-i", "--identity"},
            paramLabel = "FILE",
            description = "the private key to use (default: as ssh finds one)")
    private @Nullable Path identity;

    @Parameters(index = "0", paramLabel = "NAME|ID")
    private String environment = "";

    @Parameters(index = "1..*", paramLabel = "COMMAND")
    private List<String> command = new ArrayList<>();

    SshCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode found = new Environments(session.gateway()).find(environment);
        JsonNode ssh = found.path("ssh");
        if (!ssh.hasNonNull("port")) {
            throw new IllegalArgumentException("%s is %s and has no SSH now: remotegpu env start %s"
                    .formatted(environment, found.path("status").asString(""), environment));
        }
        return session.terminal().programs().run(ssh(found.path("id").asString(""), ssh));
    }

    // Ports are used again by later environments: the key belongs to the environment's id, not to the address.
    private List<String> ssh(String id, JsonNode ssh) {
        List<String> arguments = new ArrayList<>(List.of(
                "ssh",
                "-p",
                ssh.path("port").asString(""),
                "-o",
                "HostKeyAlias=" + id,
                "-o",
                "UserKnownHostsFile=" + session.folder().resolve("known_hosts"),
                "-o",
                "StrictHostKeyChecking=accept-new"));
        if (identity != null) {
            arguments.addAll(List.of("-i", identity.toString()));
        }
        arguments.add("--");
        arguments.add(ssh.path("user").asString("") + "@" + ssh.path("host").asString(""));
        arguments.addAll(command);
        return arguments;
    }
}
