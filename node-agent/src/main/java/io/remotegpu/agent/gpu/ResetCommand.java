package io.remotegpu.agent.gpu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code nvidia-smi --gpu-reset}, which refuses by itself where a process has the device open. */
public final class ResetCommand {
    static final String DONE = "nvidia-smi reset it";

    private final String executable;
    private final Duration timeout;

    /** @param timeout a reset takes some seconds, one of a hung GPU does not end */
    public ResetCommand(String executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    /** {@link #DONE}, or why not. It says a line or two, which fit into a pipe, so nobody need read while it is written. */
    String reset(String uuid) {
        try {
            Process process = new ProcessBuilder(executable, "--gpu-reset", "-i", uuid)
                    .redirectErrorStream(true)
                    .start();
            try {
                return outcome(process);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException unreadable) {
            return "nvidia-smi --gpu-reset cannot be run: " + unreadable.getMessage();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return "the agent ended while nvidia-smi --gpu-reset ran";
        }
    }

    private String outcome(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            return "nvidia-smi --gpu-reset did not end within " + timeout.toSeconds() + " s";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("it said nothing");
        return process.exitValue() == 0
                ? DONE
                : "nvidia-smi --gpu-reset ended with " + process.exitValue() + ": " + said;
    }
}
