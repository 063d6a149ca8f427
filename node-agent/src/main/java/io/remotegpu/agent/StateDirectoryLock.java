package io.remotegpu.agent;

import io.remotegpu.agent.files.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Two agents on one state directory would undo each other's work, so the second one does not start. The kernel frees it at any death. */
final class StateDirectoryLock {
    private final FileChannel channel;

    private StateDirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static StateDirectoryLock take(Path stateDir) throws IOException {
        PrivateFolder.createIfAbsent(stateDir);
        FileChannel channel = FileChannel.open(
                stateDir.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IllegalArgumentException(
                    "another agent uses " + stateDir + ": stop it, or give this one another --state-dir");
        }
        return new StateDirectoryLock(channel);
    }

    void release() throws IOException {
        channel.close();
    }
}
