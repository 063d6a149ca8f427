package io.remotegpu.agent.runtime.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The writable folder of an overlay file system, as {@code mountinfo} of a process in it tells it. */
final class OverlayMount {
    private static final int MOUNT_POINT = 4;
    private static final String UPPER = "upperdir=";

    private OverlayMount() {}

    /**
     * Empty if the root of the process is no overlay.
     *
     * @param layers what the engine's layers lie in: with a great many of them it names folders relative to it
     */
    static Optional<Path> upper(Path process, Path layers) {
        try (Stream<String> mounts = Files.lines(process.resolve("mountinfo"))) {
            return mounts.flatMap(line -> upperOfRoot(line).stream())
                    .reduce((covered, topmost) -> topmost)
                    .map(layers::resolve);
        } catch (IOException | RuntimeException endedOrForbidden) {
            return Optional.empty();
        }
    }

    private static Optional<String> upperOfRoot(String line) {
        String[] halves = line.split(" - ", 2);
        String[] mount = halves[0].split(" ");
        String[] kind = halves.length == 2 ? halves[1].split(" ", 3) : new String[0];
        if (mount.length <= MOUNT_POINT
                || !mount[MOUNT_POINT].equals("/")
                || kind.length < 3
                || !kind[0].equals("overlay")) {
            return Optional.empty();
        }
        return Arrays.stream(kind[2].split(","))
                .filter(option -> option.startsWith(UPPER))
                .map(option -> option.substring(UPPER.length()))
                .findFirst();
    }
}
