package io.remotegpu.agent.hooks;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Per workload, a directory with {@code authorized_keys}. The directory is what containers mount, so the file can be replaced live. */
public final class KeysFolders {
    private static final String FILE = "authorized_keys";
    /** Whoever ends the sessions of keys that were taken away keeps notes beside them. */
    private static final String NOTES = "enforced_keys";
    /** Inside the container sshd reads the keys as the user who logs in. Directories above the mounted one are not asked. */
    private static final Set<PosixFilePermission> ENTERED_BY_SSHD = PosixFilePermissions.fromString("rwxr-xr-x");

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
            Files.setPosixFilePermissions(of(workload), ENTERED_BY_SSHD);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + of(workload), e);
        }
        DurableFile.writeReadable(of(workload).resolve(FILE), lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    }

    /** Where they lie. */
    public Path of(WorkloadId workload) {
        return root.resolve(workload.value());
    }

    void remove(WorkloadId workload) {
        DurableFile.delete(of(workload).resolve(FILE));
        DurableFile.delete(of(workload).resolve(NOTES));
        try {
            Files.deleteIfExists(of(workload));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + of(workload), e);
        }
    }
}
