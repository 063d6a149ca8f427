package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.contracts.workload.FailureCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folders of this host that may be read as datasets: those below the one its operator set aside. What a path means is decided after
 * following every symbolic link, and by the kernel's answer rather than by its letters.
 */
public final class DatasetFolders {
    private final @Nullable Path root;

    /** @param root the folder set aside, null if this host offers none */
    public DatasetFolders(@Nullable Path root) {
        this.root = root == null ? null : realRoot(root);
    }

    /** The folder's real path on this host. @throws io.remotegpu.contracts.error.PlatformException unless it is a folder below the one set aside */
    public Path resolve(DatasetMount mount) {
        if (root == null) {
            throw unavailable(mount, "this host offers no datasets; its operator sets --datasets-dir");
        }
        try {
            Path wanted = Path.of(mount.source());
            if (wanted.isAbsolute()
                    || !wanted.equals(wanted.normalize())
                    || mount.source().isBlank()) {
                throw invalid(mount, "is no plain path below the datasets folder");
            }
            Path real = root.resolve(wanted).toRealPath();
            if (!real.startsWith(root) || real.equals(root)) {
                throw invalid(mount, "leads out of the datasets folder");
            }
            if (!Files.isDirectory(real)) {
                throw invalid(mount, "is no folder");
            }
            return real;
        } catch (InvalidPathException e) {
            throw invalid(mount, "is no path");
        } catch (IOException e) {
            throw unavailable(mount, "this host has no such folder");
        }
    }

    /** Fails the start of the agent rather than a start of a workload: an operator reads it. */
    private static Path realRoot(Path root) {
        try {
            Path real = root.toRealPath();
            if (real.getNameCount() == 0 || !Files.isDirectory(real)) {
                throw new IllegalArgumentException("--datasets-dir must be a folder and not /: " + root);
            }
            return real;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--datasets-dir " + root + " cannot be read: make it or leave it out", e);
        }
    }

    private static RuntimeException invalid(DatasetMount mount, String why) {
        return new WorkloadFailure(
                        FailureCause.INVALID_WORKLOAD,
                        "dataset " + mount.datasetId() + ": '" + mount.source() + "' " + why)
                .asException();
    }

    /** Another host may have it. */
    private static RuntimeException unavailable(DatasetMount mount, String why) {
        return new WorkloadFailure(
                        FailureCause.HOST_ERROR, "dataset " + mount.datasetId() + ", '" + mount.source() + "': " + why)
                .asException();
    }
}
