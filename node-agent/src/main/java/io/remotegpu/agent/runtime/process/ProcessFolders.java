package io.remotegpu.agent.runtime.process;

import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Directories in the place of volumes. */
final class ProcessFolders {
    private final Path root;

    ProcessFolders(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The directory that holds those of a workload. */
    Path of(WorkloadId workload) {
        return root.resolve("volumes").resolve(workload.value());
    }

    Path volume(WorkloadId workload, String name) {
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,62}")) {
            throw new IllegalArgumentException("a volume's name is small letters, digits and dashes: " + name);
        }
        Path folder = of(workload).resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + folder, e);
        }
    }

    void remove(WorkloadId workload) {
        Path folder = of(workload);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
