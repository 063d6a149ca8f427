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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host's own {@code du} and {@code stat}, at low priority. They count blocks, so holes in files are free and a file with two names counts once, which
 * Java's view of files does not tell. No link in a folder is followed and no other file system entered.
 */
final class Du {
    private static final int KIBIBYTE = 1024;
    private static final Pattern FOLDER = Pattern.compile("(\\d{1,15})\\t(.+)");
    private static final Pattern FILE = Pattern.compile("(\\d{1,12}) (\\d{1,6}) (\\S+)");

    private final Duration patience;

    Du(Duration patience) {
        this.patience = patience;
    }

    /** Bytes below each folder that is there; empty if it took too long. */
    Optional<Map<String, Long>> folders(List<Path> folders) {
        return run(List.of("du", "-skx", "--"), folders).map(Du::ofFolders);
    }

    /** Bytes of the files behind these links, each file once; nothing else is read for it. Empty if it took too long. */
    Optional<Long> targets(List<Path> links) {
        return links.isEmpty()
                ? Optional.of(0L)
                : run(List.of("stat", "-L", "-c", "%b %B %d:%i", "--"), links).map(Du::ofFiles);
    }

    private Optional<String> run(List<String> program, List<Path> paths) {
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

    private static Map<String, Long> ofFolders(String text) {
        Map<String, Long> sizes = new HashMap<>();
        text.lines()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .forEach(folder -> sizes.put(folder.group(2), Long.parseLong(folder.group(1)) * KIBIBYTE));
        return sizes;
    }

    private static long ofFiles(String text) {
        Map<String, Long> files = new HashMap<>();
        text.lines()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .forEach(file ->
                        files.put(file.group(3), Long.parseLong(file.group(1)) * Long.parseLong(file.group(2))));
        return files.values().stream().mapToLong(Long::longValue).sum();
    }
}
