package io.remotegpu.agent.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Directories for the agent's own eyes: what it keeps holds the variables of workloads, and so their secrets. */
public final class PrivateFolder {
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes it and what leads to it. One that is there keeps its permissions: it may be meant for more than the agent. */
    public static void createIfAbsent(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        Objects.requireNonNull(folder.toAbsolutePath().getParent(), "not the root"));
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            }
        } catch (FileAlreadyExistsException madeMeanwhile) {
            requireFolder(folder, madeMeanwhile);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the directory " + folder, e);
        }
    }

    private static void requireFolder(Path folder, IOException inTheWay) {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException("cannot make the directory " + folder, inTheWay);
        }
    }

    /** As {@link #createIfAbsent}, and closes one that an earlier version left open. */
    public static void create(Path folder) {
        createIfAbsent(folder);
        try {
            Files.setPosixFilePermissions(folder, OWN);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the directory " + folder + " to others", e);
        }
    }
}
