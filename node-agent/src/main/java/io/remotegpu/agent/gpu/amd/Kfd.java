package io.remotegpu.agent.gpu.amd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernel's own list of the processes that compute on each GPU: {@code proc/<pid>/vram_<gpu id>} holds the bytes that one uses. */
final class Kfd {
    static final Path USUAL = Path.of("/sys/class/kfd/kfd");

    private final Path root;

    Kfd(Path root) {
        this.root = root;
    }

    /**
     * Those that hold memory of a GPU.
     *
     * @param serial as the kernel's number of that card
     * @return empty if the kernel does not tell
     */
    Optional<List<Long>> processesOn(long serial) {
        try {
            Optional<String> id = idOf(serial);
            return id.isEmpty() ? Optional.empty() : Optional.of(processes("vram_" + id.get()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> idOf(long serial) throws IOException {
        String wanted = "unique_id " + Long.toUnsignedString(serial);
        for (Path node : children(root.resolve("topology/nodes"))) {
            if (Files.readString(node.resolve("properties")).lines().anyMatch(wanted::equals)) {
                return Optional.of(Files.readString(node.resolve("gpu_id")).strip());
            }
        }
        return Optional.empty();
    }

    private List<Long> processes(String memory) throws IOException {
        return children(root.resolve("proc")).stream()
                .filter(process -> process.getFileName().toString().matches("\\d{1,9}"))
                .filter(process -> holds(process.resolve(memory)))
                .map(process -> Long.valueOf(process.getFileName().toString()))
                .sorted()
                .toList();
    }

    /** One that cannot be read counts: only what is shown to hold nothing does not. */
    private static boolean holds(Path memory) {
        try {
            return !Files.readString(memory).strip().equals("0");
        } catch (NoSuchFileException elsewhere) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
