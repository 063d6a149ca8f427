package io.remotegpu.agent.disk;

import io.remotegpu.agent.runtime.DiskPlaces;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How many files there are and may be, by the host's own tools. */
final class FileCounts implements FileWatch.Counter {
    private static final Pattern FILE_SYSTEM = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");
    private static final Pattern FOLDER = Pattern.compile("(\\d{1,18})\\t.+");

    private final HostTool tool;

    FileCounts(HostTool tool) {
        this.tool = tool;
    }

    @Override
    public Optional<FileWatch.Room> room(Path root) {
        return tool.run(List.of("stat", "-f", "-c", "%c %d", "--"), List.of(root))
                .map(FILE_SYSTEM::matcher)
                .filter(Matcher::matches)
                .map(told -> new FileWatch.Room(Long.parseLong(told.group(1)), Long.parseLong(told.group(2))));
    }

    @Override
    public OptionalLong files(DiskPlaces places) {
        List<Path> folders = Stream.concat(
                        Stream.of(places.layer()), places.volumes().stream().map(DiskPlaces.Volume::folder))
                .toList();
        return tool.run(List.of("du", "--inodes", "-sx", "--"), folders)
                .map(FileCounts::sum)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    private static long sum(String text) {
        return text.lines()
                .map(FOLDER::matcher)
                .filter(Matcher::matches)
                .mapToLong(folder -> Long.parseLong(folder.group(1)))
                .sum();
    }
}
