package io.remotegpu.agent.data;

import io.remotegpu.agent.files.FolderTree;
import io.remotegpu.agent.files.PrivateFolder;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Per workload, what was loaded of its owner's files, each once by its SHA-256, and a folder that shows the present ones under their names. Only the
 * agent can enter the root; a workload sees the second folder alone and cannot write to it.
 */
public final class DataFolders {
    private static final Set<PosixFilePermission> ENTERED_BY_ALL = PosixFilePermissions.fromString("rwxr-xr-x");

    private final Path root;

    public DataFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** What the workload sees. */
    public Path shown(WorkloadId workload) {
        return root.resolve(workload.value()).resolve("shown");
    }

    /** Where the bytes of a file lie once they are complete and checked. */
    Path loaded(WorkloadId workload, DataFile file) {
        return folderOfLoaded(workload).resolve(file.sha256());
    }

    /** Makes the place that files are loaded into. */
    void prepare(WorkloadId workload) {
        PrivateFolder.create(root);
        try {
            Files.createDirectories(folderOfLoaded(workload));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the files of " + workload, e);
        }
    }

    /** From now on exactly these, all of which are loaded; what is loaded and no longer shown is removed. */
    void show(WorkloadId workload, List<DataFile> files) {
        FolderTree.delete(shown(workload));
        try {
            openFolder(shown(workload));
            for (DataFile file : files) {
                Path name = within(workload, file.path());
                openFoldersOf(workload, name);
                Files.createLink(name, loaded(workload, file));
            }
            forgetAllBut(workload, files);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot show the files of " + workload, e);
        }
    }

    /** With everything that was loaded. */
    public void remove(WorkloadId workload) {
        FolderTree.delete(root.resolve(workload.value()));
    }

    private Path folderOfLoaded(WorkloadId workload) {
        return root.resolve(workload.value()).resolve("loaded");
    }

    private void openFoldersOf(WorkloadId workload, Path file) throws IOException {
        Path folder = shown(workload);
        Path parent = Objects.requireNonNull(file.getParent(), "a file has a directory");
        for (Path part : folder.relativize(parent)) {
            folder = folder.resolve(part);
            openFolder(folder);
        }
    }

    /** The umask may take away what everybody inside needs. */
    private static void openFolder(Path folder) throws IOException {
        Files.setPosixFilePermissions(Files.createDirectories(folder), ENTERED_BY_ALL);
    }

    /** The paths were checked before; this is where a mistake would hurt. */
    private Path within(WorkloadId workload, String path) {
        Path file = shown(workload).resolve(path).normalize();
        if (!file.startsWith(shown(workload))) {
            throw new IllegalArgumentException("'" + path + "' leads out of the folder of " + workload);
        }
        return file;
    }

    private void forgetAllBut(WorkloadId workload, List<DataFile> files) throws IOException {
        Set<String> present = files.stream().map(DataFile::sha256).collect(Collectors.toSet());
        try (Stream<Path> loaded = Files.list(folderOfLoaded(workload))) {
            for (Path file : loaded.toList()) {
                if (!present.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }
}
