package io.remotegpu.agent.sessions;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys that open workloads, and beside them those that were last enforced upon who is in. */
public final class KeyFiles {
    private static final String AUTHORIZED = "authorized_keys";
    private static final String ENFORCED = "enforced_keys";

    private final Path root;

    /** @param root with a folder for each workload */
    public KeyFiles(Path root) {
        this.root = root;
    }

    /** Lines of {@code authorized_keys}, and when they were written. */
    record Written(List<String> keys, Instant at) {}

    Optional<Written> authorized(WorkloadId workload) {
        Path file = root.resolve(workload.value()).resolve(AUTHORIZED);
        try {
            // the time first: keys that replace these meanwhile are at worst enforced for longer
            Instant at = Files.getLastModifiedTime(file).toInstant();
            return lines(file).map(keys -> new Written(keys, at));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    Optional<List<String>> enforced(WorkloadId workload) {
        return lines(root.resolve(workload.value()).resolve(ENFORCED));
    }

    void enforced(WorkloadId workload, List<String> keys) {
        Path folder = root.resolve(workload.value());
        if (Files.isDirectory(folder)) {
            DurableFile.writeReadable(folder.resolve(ENFORCED), String.join("\n", keys));
        }
    }

    private static Optional<List<String>> lines(Path file) {
        try {
            return Optional.of(Files.readString(file).lines().toList());
        } catch (IOException none) {
            return Optional.empty();
        }
    }
}
