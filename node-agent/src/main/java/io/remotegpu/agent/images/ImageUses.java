package io.remotegpu.agent.images;

import io.remotegpu.agent.files.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When containers of this platform were last seen on each image, on disk: a line {@code id instant} for each. Others' images are not in it. */
final class ImageUses {
    private final Path file;

    ImageUses(Path file) {
        this.file = file;
    }

    /** Also those that nobody used for long; a line that cannot be read is passed over: that image is kept. */
    Map<String, Instant> load() {
        Map<String, Instant> uses = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split(" ");
                instant(parts).ifPresent(at -> uses.put(parts[0], at));
            }
        } catch (NoSuchFileException none) {
            return uses;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
        return uses;
    }

    /** From now on these, of images that are still there. */
    void save(Map<String, Instant> uses, Set<String> there) {
        DurableFile.write(
                file,
                uses.entrySet().stream()
                        .filter(use -> there.contains(use.getKey()))
                        .map(use -> use.getKey() + " " + use.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    private static Optional<Instant> instant(String[] parts) {
        try {
            return parts.length == 2 ? Optional.of(Instant.parse(parts[1])) : Optional.empty();
        } catch (DateTimeException damaged) {
            return Optional.empty();
        }
    }
}
