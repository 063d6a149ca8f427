package io.remotegpu.cli.environments;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Whether to stay until what was asked for has happened, and how long. */
final class WaitOptions {
    private static final Duration PAUSE = Duration.ofMillis(250);

    @Option(names = "--wait", description = "return when it has happened, not when it is accepted")
    private boolean wait;

    @Option(
            names = "--timeout",
            defaultValue = "600",
            paramLabel = "SECONDS",
            description = "how long to wait at most (default: 600)")
    private int timeoutSeconds;

    boolean isWanted() {
        return wait;
    }

    /**
     * Follows an environment to a state, telling on the way what it does.
     *
     * @throws EnvironmentFailedException if it comes to rest elsewhere, or takes too long
     */
    JsonNode until(String status, String id, Environments environments, PrintWriter progress) {
        long deadline = deadline();
        String told = "";
        while (true) {
            JsonNode environment = environments.show(id);
            String current = environment.path("status").asString("");
            String sentence = sentence(environment);
            if (current.equals(status)) {
                return environment;
            }
            if (current.equals("error")) {
                throw new EnvironmentFailedException(
                        id + " failed: " + environment.path("status_reason").asString("no reason was given"));
            }
            if (!sentence.equals(told)) {
                progress.println(sentence);
                told = sentence;
            }
            pauseUntil(deadline, id + " is still " + sentence);
        }
    }

    void until(BooleanSupplier happened, String otherwise) {
        long deadline = deadline();
        while (!happened.getAsBoolean()) {
            pauseUntil(deadline, otherwise);
        }
    }

    private long deadline() {
        return System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
    }

    private void pauseUntil(long deadline, String otherwise) {
        if (System.nanoTime() - deadline > 0) {
            throw new EnvironmentFailedException(
                    "%s after %d s; it goes on without this command".formatted(otherwise, timeoutSeconds));
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    private static String sentence(JsonNode environment) {
        String reason = environment.path("status_reason").asString("");
        return environment.path("status").asString("") + (reason.isBlank() ? "" : ": " + reason);
    }
}
