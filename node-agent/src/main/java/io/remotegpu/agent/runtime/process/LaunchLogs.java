package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.files.PrivateFolder;
import io.remotegpu.agent.runtime.LastWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What launched commands print, one file each. */
final class LaunchLogs {
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final int TAIL = 64 * 1024;

    private final Path folder;

    LaunchLogs(Path folder) {
        this.folder = folder;
    }

    /** The file that a command prints to; it begins empty. */
    Path begin(String containerId) {
        PrivateFolder.create(folder);
        delete(containerId);
        return file(containerId);
    }

    void delete(String containerId) {
        try {
            Files.deleteIfExists(file(containerId));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the log of " + containerId, e);
        }
    }

    /** Empties it when it has grown too long; the command goes on at its new end. */
    void bound(String containerId) {
        try (FileChannel log = FileChannel.open(file(containerId), StandardOpenOption.WRITE)) {
            if (log.size() > MOST_BYTES) {
                log.truncate(0);
            }
        } catch (IOException gone) {
            // nothing to bound
        }
    }

    LastWords tail(String containerId) {
        try (FileChannel log = FileChannel.open(file(containerId))) {
            log.position(Math.max(0, log.size() - TAIL));
            ByteBuffer bytes = ByteBuffer.allocate(TAIL);
            while (bytes.hasRemaining() && log.read(bytes) >= 0) {
                // on to the end
            }
            return LastWords.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (NoSuchFileException printedNothing) {
            return LastWords.NONE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log of " + containerId, e);
        }
    }

    /** Where a command prints to; the file need not exist. */
    Path file(String containerId) {
        return folder.resolve(containerId + ".log");
    }
}
