package io.remotegpu.agent.files;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.WorkloadFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Per workload, a folder that mirrors the paths inside and holds what it is told by files. Only the agent can enter it; a container sees
 * single files of it. Their content is for the workload alone: it stands in no log and no message of an exception.
 */
public final class WorkloadFolders {
    private static final FileAttribute<Set<PosixFilePermission>> CLOSED =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int READ_BY_ALL = 0444;

    private final Path root;

    public WorkloadFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    public Path of(WorkloadId workload) {
        return root.resolve(workload.value());
    }

    /** From now on exactly these files. */
    public void write(WorkloadId workload, List<WorkloadFile> files, FileReader reader) {
        remove(workload);
        if (files.isEmpty()) {
            return;
        }
        PrivateFolder.create(root);
        try {
            for (WorkloadFile file : files) {
                write(within(workload, file.path()), file, reader);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the files of " + workload, e);
        }
    }

    public void remove(WorkloadId workload) {
        FolderTree.delete(of(workload));
    }

    /** The paths were checked before; this is where a mistake would hurt. */
    private Path within(WorkloadId workload, String path) {
        Path file = of(workload).resolve(path.substring(1)).normalize();
        if (!file.startsWith(of(workload))) {
            throw new IllegalArgumentException("'" + path + "' leads out of the folder of " + workload);
        }
        return file;
    }

    private static void write(Path target, WorkloadFile file, FileReader reader) throws IOException {
        Files.createDirectories(Objects.requireNonNull(target.getParent(), "a file has a directory"), CLOSED);
        try (var channel =
                Files.newByteChannel(target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWN)) {
            channel.write(StandardCharsets.UTF_8.encode(file.content()));
        }
        int mode = Integer.parseInt(file.mode(), 8);
        boolean readable = givenTo(target, reader);
        Files.setAttribute(target, "unix:mode", readable ? mode : mode | READ_BY_ALL);
    }

    /**
     * Whether its reader is its owner now. If not, because the agent may not give files away or cannot know the number of a name, everyone
     * inside the container may read it; on the host the folder stays closed.
     */
    private static boolean givenTo(Path file, FileReader reader) throws IOException {
        return switch (reader) {
            case FileReader.Agent() -> true;
            case FileReader.Inside(String user) when user == null -> (int) Files.getAttribute(file, "unix:uid") == 0;
            case FileReader.Inside(String user) -> given(file, user);
        };
    }

    private static boolean given(Path file, @Nullable String user) {
        if (user == null || !user.matches("\\d{1,9}(:\\d{1,9})?")) {
            return false;
        }
        String[] ids = user.split(":");
        try {
            if (ids.length == 2) {
                Files.setAttribute(file, "unix:gid", Integer.parseInt(ids[1]));
            }
            Files.setAttribute(file, "unix:uid", Integer.parseInt(ids[0]));
            return true;
        } catch (IOException notAllowed) {
            return false;
        }
    }
}
