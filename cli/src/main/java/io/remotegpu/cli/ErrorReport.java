package io.remotegpu.cli;

import io.remotegpu.cli.gateway.GatewayException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says on standard error what went wrong, in words a person can act on. */
final class ErrorReport implements IExecutionExceptionHandler {
    private final PrintWriter err;

    ErrorReport(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine commandLine, ParseResult parseResult) {
        List<String> lines = problem instanceof GatewayException refused ? refused.lines() : List.of(message(problem));
        err.println("remotegpu: " + lines.getFirst());
        lines.stream().skip(1).forEach(err::println);
        int exitCode = ExitCode.of(problem);
        if (exitCode == ExitCode.NOT_LOGGED_IN
                && !parseResult.commandSpec().name().equals("login")) {
            err.println("Log in with: remotegpu login USER");
        }
        return exitCode;
    }

    private static String message(Exception problem) {
        return Objects.requireNonNullElseGet(problem.getMessage(), problem::toString);
    }
}
