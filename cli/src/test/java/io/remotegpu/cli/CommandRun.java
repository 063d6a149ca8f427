package io.remotegpu.cli;

import io.remotegpu.cli.console.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the command as a shell would and keeps what came of it. */
public final class CommandRun {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<List<String>> started = new ArrayList<>();
    private final int exitCode;

    private CommandRun(Path home, Map<String, String> variables, String input, String... arguments) {
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new BufferedReader(new StringReader(input)),
                variables,
                home,
                command -> {
                    started.add(command);
                    return 7;
                });
        exitCode = RemoteGpu.commandLine(terminal).execute(arguments);
    }

    /** One person at one machine. */
    public record Shell(Path home, Map<String, String> variables) {
        public static Shell in(Path home, FakeGateway gateway) {
            return new Shell(home, Map.of("REMOTEGPU_URL", gateway.url()));
        }

        public Shell with(String variable, String value) {
            Map<String, String> more = new HashMap<>(variables);
            more.put(variable, value);
            return new Shell(home, more);
        }

        public CommandRun run(String... arguments) {
            return new CommandRun(home, variables, "", arguments);
        }

        public CommandRun runWithInput(String input, String... arguments) {
            return new CommandRun(home, variables, input, arguments);
        }
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public int exitCode() {
        return exitCode;
    }

    public List<List<String>> started() {
        return started;
    }
}
