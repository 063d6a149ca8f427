package io.remotegpu.agent.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a shell or a command is started: in the environment's own directory, with its variables and none of the agent's. */
record Shell(Path home, Map<String, String> env) {

    /** A terminal as the client described it; null where it asked for none. */
    record Terminal(String type, String rows, String columns) {}

    ProcessBuilder interactive(@Nullable Terminal terminal) {
        return terminal == null
                ? builder(null, bash(), "--login")
                : onTerminal(terminal, "exec " + bash() + " --login -i");
    }

    ProcessBuilder running(String command, @Nullable Terminal terminal) {
        return terminal == null ? builder(null, bash(), "-c", command) : onTerminal(terminal, command);
    }

    /** {@code script} gives the child a real terminal, which the JDK cannot. */
    private ProcessBuilder onTerminal(Terminal terminal, String command) {
        String sized = "stty rows " + number(terminal.rows()) + " cols " + number(terminal.columns()) + " 2>/dev/null; "
                + command;
        return builder(terminal, "script", "-qfec", sized, "/dev/null").redirectErrorStream(true);
    }

    private ProcessBuilder builder(@Nullable Terminal terminal, String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(home.toFile());
        Map<String, String> variables = builder.environment();
        String path = variables.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.clear();
        variables.putAll(Map.of(
                "PATH",
                path,
                "LANG",
                "C.UTF-8",
                "USER",
                "dev",
                "LOGNAME",
                "dev",
                "SHELL",
                bash(),
                "HOME",
                home.toString()));
        variables.putAll(env);
        if (terminal != null) {
            variables.put("TERM", terminal.type());
        }
        return builder;
    }

    private static String bash() {
        return Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
    }

    /** Goes into a command line, so it may hold nothing but digits. */
    private static String number(String text) {
        return text.matches("[1-9]\\d{0,3}") ? text : "80";
    }
}
