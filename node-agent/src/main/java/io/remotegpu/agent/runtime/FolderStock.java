package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.workload.DiskSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A host that keeps all in one folder, and no images. */
public final class FolderStock implements HostStock {
    private static final long MEBIBYTE = 1024L * 1024;

    private final Path folder;

    public FolderStock(Path folder) {
        this.folder = folder;
    }

    @Override
    public DiskSpace disk() {
        try {
            FileStore store = Files.getFileStore(folder);
            return new DiskSpace(mebibytes(store.getTotalSpace()), mebibytes(store.getUsableSpace()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot tell how much room is in " + folder, unreadable);
        }
    }

    @Override
    public List<String> images() {
        return List.of();
    }

    private static int mebibytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / MEBIBYTE);
    }
}
