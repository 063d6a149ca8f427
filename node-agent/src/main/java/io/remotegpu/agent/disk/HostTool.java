package io.remotegpu.agent.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The host's own programs that look at files, at low priority. */
final class HostTool {
    private final Duration patience;

    HostTool(Duration patience) {
        this.patience = patience;
    }

    /**
     * What it said of these paths; empty if it took too long.
     *
     * @throws IllegalStateException if it could not be asked, or failed: nothing is known then
     */
    Optional<String> run(List<String> program, List<Path> paths) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(program);
        paths.forEach(path -> command.add(path.toString()));
        try {
            Process asked = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            asked.getOutputStream().close();
            return read(asked);
        } catch (IOException none) {
            throw new IllegalStateException("files cannot be counted: " + none.getMessage(), none);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<String> read(Process asked) throws IOException, InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        Thread limit = Thread.ofVirtual().start(() -> endAfterPatience(asked, late));
        try (var said = asked.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            int status = asked.waitFor();
            if (late.get()) {
                return Optional.empty();
            }
            // 1: it complains of what was deleted meanwhile, and counts the rest
            if (status > 1) {
                throw new IllegalStateException("files cannot be counted: the program ended with status " + status);
            }
            return Optional.of(text);
        } finally {
            asked.destroyForcibly();
            limit.interrupt();
        }
    }

    private void endAfterPatience(Process asked, AtomicBoolean late) {
        try {
            if (!asked.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                late.set(true);
                asked.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
