package io.remotegpu.agent.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The host's own {@code du}, at low priority. It counts blocks, so holes in files are free and a file with two names counts once, which Java's view of files
 * does not tell. It follows no link and enters no other file system.
 */
final class Du {
    private static final int KIBIBYTE = 1024;

    private final Duration patience;

    Du(Duration patience) {
        this.patience = patience;
    }

    /** Bytes below each folder that is there; empty if it took too long. */
    Optional<Map<String, Long>> folders(List<Path> folders) {
        return run("-skx", folders);
    }

    /** Bytes of the files that these links lead to, each file once; empty if it took too long. */
    Optional<Long> targets(List<Path> links) {
        return links.isEmpty()
                ? Optional.of(0L)
                : run("-skL", links).map(sizes -> sizes.values().stream()
                        .mapToLong(Long::longValue)
                        .sum());
    }

    private Optional<Map<String, Long>> run(String options, List<Path> paths) {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19", "du", options, "--"));
        paths.forEach(path -> command.add(path.toString()));
        try {
            Process du = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            du.getOutputStream().close();
            return read(du);
        } catch (IOException none) {
            throw new IllegalStateException("du cannot be run: " + none.getMessage(), none);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Map<String, Long>> read(Process du) throws IOException, InterruptedException {
        Thread limit = Thread.ofVirtual().start(() -> endAfterPatience(du));
        try (var said = du.getInputStream()) {
            String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            // it complains of what was deleted meanwhile, and counts the rest
            return du.waitFor() > 1 ? Optional.empty() : Optional.of(sizes(text));
        } finally {
            du.destroyForcibly();
            limit.interrupt();
        }
    }

    private void endAfterPatience(Process du) {
        try {
            if (!du.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                du.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Long> sizes(String text) {
        Map<String, Long> sizes = new HashMap<>();
        text.lines()
                .map(line -> line.split("\t", 2))
                .filter(fields -> fields.length == 2 && fields[0].matches("\\d{1,15}"))
                .forEach(fields -> sizes.put(fields[1], Long.parseLong(fields[0]) * KIBIBYTE));
        return sizes;
    }
}
