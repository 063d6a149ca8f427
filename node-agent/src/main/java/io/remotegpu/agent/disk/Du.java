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
        return links.isEmpty()
                ? Optional.of(0L)
                : tool.run(List.of("stat", "-L", "-c", "%b %B %d:%i", "--"), links)
                        .map(Du::ofFiles);
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
