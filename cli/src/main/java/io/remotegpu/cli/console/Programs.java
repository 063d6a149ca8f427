package io.remotegpu.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Starts other programs. */
@FunctionalInterface
public interface Programs {
    /** Runs it to its end on the same terminal and tells its exit code. */
    int run(List<String> command);

    /** Real ones. */
    static Programs attachedToThisTerminal() {
        return command -> {
            try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        command.getFirst() + " cannot be started: install it or put it on the PATH", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 130;
            }
        };
    }
}
