package io.remotegpu.cli.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What surrounds the command: streams, environment variables, the home folder and other programs.
 *
 * @param err for everything that is not the answer, so that answers can be piped
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        BufferedReader in,
        Map<String, String> variables,
        Path home,
        Programs programs) {

    /** The one the command was called from. */
    public static Terminal ofThisProcess() {
        return new Terminal(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                System.getenv(),
                Path.of(System.getenv().getOrDefault("HOME", System.getProperty("user.home"))),
                Programs.attachedToThisTerminal());
    }

    /** Asks without echo where a person sits there; else takes the next line of standard input. */
    public String readPassword(String prompt) {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            char[] typed = console.readPassword("%s: ", prompt);
            return typed == null ? "" : new String(typed);
        }
        return readLine();
    }

    /** True only for an answer that begins with "y"; silence is a no. */
    public boolean confirms(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        return readLine().strip().toLowerCase(java.util.Locale.ROOT).startsWith("y");
    }

    private String readLine() {
        try {
            String line = in.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
    }
}
