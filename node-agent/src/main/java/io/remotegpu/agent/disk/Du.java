package io.remotegpu.agent.disk;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes by the host's own {@code du} and {@code stat}. They count blocks, so holes in files are free and a file with two names counts once, which
 * Java's view of files does not tell. No link in a folder is followed and no other file system entered.
 */
final class Du {
    private static final int KIBIBYTE = 1024;
    /** A command line has an end. */
    private static final int AT_ONCE = 2_000;

    private static final Pattern FOLDER = Pattern.compile("(\\d{1,15})\\t(.+)");
    private static final Pattern FILE = Pattern.compile("(\\d{1,12}) (\\d{1,6}) (\\S+)");

    private final HostTool tool;

    Du(HostTool tool) {
        this.tool = tool;
    }

    /** Bytes below each folder that is there; empty if it took too long. */
    Optional<Map<String, Long>> folders(List<Path> folders) {
        return tool.run(List.of("du", "-skx", "--"), folders).map(Du::ofFolders);
    }

    /** Bytes of the files behind these links, each file once; nothing else is read for it. Empty if it took too long. */
    Optional<Long> targets(List<Path> links) {
        Map<String, Long> files = new HashMap<>();
        for (int from = 0; from < links.size(); from += AT_ONCE) {
            List<Path> some = links.subList(from, Math.min(links.size(), from + AT_ONCE));
            Optional<String> told = tool.run(List.of("stat", "-L", "-c", "%b %B %d:%i", "--"), some);
            if (told.isEmpty()) {
                return Optional.empty();
            }
            addFiles(told.get(), files);
        }
        return Optional.of(files.values().stream().mapToLong(Long::longValue).sum());
    }

    private static Map<String, Long> ofFolders(String text) {
        Map<String, Long> sizes = new HashMap<>();
        text.lines()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .forEach(folder -> sizes.put(folder.group(2), Long.parseLong(folder.group(1)) * KIBIBYTE));
        return sizes;
    }

    private static void addFiles(String text, Map<String, Long> files) {
        text.lines()
                .map(FILE::matcher)
                .filter(Matcher::matches)
                .forEach(file ->
                        files.put(file.group(3), Long.parseLong(file.group(1)) * Long.parseLong(file.group(2))));
    }
}
