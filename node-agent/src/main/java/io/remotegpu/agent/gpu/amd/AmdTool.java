package io.remotegpu.agent.gpu.amd;

import io.remotegpu.agent.gpu.GpuReading.Cause;
import io.remotegpu.agent.gpu.GpuReading.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One of AMD's programs, which end by themselves unless a card hangs. */
final class AmdTool {
    private static final List<String> NO_DRIVER =
            List.of("amdgpu not found in modules", "driver not initialized", "driver not loaded", "no such device");

    private final String executable;
    private final Duration timeout;

    AmdTool(String executable, Duration timeout) {
        this.executable = executable;
        this.timeout = timeout;
    }

    /** It told nothing, for this reason. */
    static final class Silent extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Unavailable reason;

        Silent(Cause cause, String words) {
            super(words);
            this.reason = new Unavailable(cause, words);
        }

        Unavailable reason() {
            return reason;
        }
    }

    /** What it printed. */
    String ask(String... arguments) throws Silent {
        try {
            return await(new ProcessBuilder(Stream.concat(Stream.of(executable), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException absent) {
            throw new Silent(Cause.NOT_INSTALLED, "cannot run " + executable + ": " + absent.getMessage());
        }
    }

    private String await(Process process) throws Silent {
        CompletableFuture<String> output = new CompletableFuture<>();
        Thread.ofVirtual().name("amd-output").start(() -> drain(process, output));
        try {
            String said = output.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return judged(process.waitFor(), said);
        } catch (TimeoutException hung) {
            throw new Silent(Cause.TIMED_OUT, executable + " did not answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException broken) {
            throw new Silent(Cause.UNREADABLE, "the output of " + executable + " could not be read: " + broken);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new Silent(Cause.TIMED_OUT, "interrupted while " + executable + " ran");
        } finally {
            process.destroyForcibly();
        }
    }

    private String judged(int exit, String said) throws Silent {
        String words = said.toLowerCase(Locale.ROOT);
        if (NO_DRIVER.stream().anyMatch(words::contains) && !AmdJson.isPresent(said)) {
            throw new Silent(Cause.NO_DRIVER, firstLine(said));
        }
        if (exit != 0) {
            throw new Silent(Cause.UNREADABLE, executable + " ended with " + exit + ": " + firstLine(said));
        }
        return said;
    }

    private static void drain(Process process, CompletableFuture<String> output) {
        try (var stream = process.getInputStream()) {
            output.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
    }
}
