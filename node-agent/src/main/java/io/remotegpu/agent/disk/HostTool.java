package io.remotegpu.agent.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The host's own programs that look at files, at low priority. */
final class HostTool {
    private final Duration patience;

    HostTool(Duration patience) {
        this.patience = patience;
    }

    /** What it said of these paths; empty if it took too long. */
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
        Thread limit = Thread.ofVirtual().start(() -> endAfterPatience(asked));
        try (var said = asked.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            // it complains of what was deleted meanwhile, and counts the rest
            return asked.waitFor() > 1 ? Optional.empty() : Optional.of(text);
        } finally {
            asked.destroyForcibly();
            limit.interrupt();
        }
    }

    private void endAfterPatience(Process asked) {
        try {
            if (!asked.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                asked.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
