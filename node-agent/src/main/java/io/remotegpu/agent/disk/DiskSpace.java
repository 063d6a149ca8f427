package io.remotegpu.agent.disk;

import io.remotegpu.agent.runtime.Disks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the file system that containers and images fill has left. */
public interface DiskSpace {
    /** Bytes, a great many where nobody can tell. */
    long usable();

    /** Bytes in all, 0 where nobody can tell. */
    long total();

    static DiskSpace of(Disks disks) {
        return new DiskSpace() {
            @Override
            public long usable() {
                return ask(path -> Files.getFileStore(path).getUsableSpace()).orElse(Long.MAX_VALUE);
            }

            @Override
            public long total() {
                return ask(path -> Files.getFileStore(path).getTotalSpace()).orElse(0L);
            }

            private Optional<Long> ask(Question question) {
                return disks.root().flatMap(path -> answer(path, question));
            }
        };
    }

    /** Asks a file system. */
    interface Question {
        long ask(Path path) throws IOException;
    }

    private static Optional<Long> answer(Path path, Question question) {
        try {
            return Optional.of(question.ask(path));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
