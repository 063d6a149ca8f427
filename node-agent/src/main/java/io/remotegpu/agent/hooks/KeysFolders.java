package io.remotegpu.agent.hooks;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Per workload, a directory with {@code authorized_keys}. The directory is what containers mount, so the file can be replaced live. */
public final class KeysFolders {
    private static final String FILE = "authorized_keys";

    private final Path root;

    public KeysFolders(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** From now on exactly these keys. Entries of more than one line are dropped: a key is one line. */
    public void write(WorkloadId workload, List<String> authorizedKeys) {
        List<String> lines = authorizedKeys.stream()
                .map(String::strip)
                .filter(key -> !key.isEmpty() && key.lines().count() == 1)
                .toList();
        try {
            Files.createDirectories(of(workload));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + of(workload), e);
        }
        DurableFile.write(of(workload).resolve(FILE), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    Path of(WorkloadId workload) {
        return root.resolve(workload.value());
    }

    void remove(WorkloadId workload) {
        DurableFile.delete(of(workload).resolve(FILE));
        DurableFile.delete(of(workload));
    }
}
