package io.remotegpu.agent.disk;

import io.remotegpu.agent.sessions.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that are deleted and still open or mapped: nobody finds them, and they take their room all the same. */
final class DeletedFiles {
    private static final String DELETED = " (deleted)";
    /** Whoever opens more has them counted as far as that. */
    private static final int MOST = 2_000;

    private final Path proc;

    DeletedFiles(Path proc) {
        this.proc = proc;
    }

    /** @param link by which the file can still be reached, {@code name} what it was called inside */
    record Deleted(Path link, String name) {}

    /** Those of these processes that lie on a disk. */
    List<Deleted> of(long firstProcess, List<HostProcess> processes) {
        List<String> inMemory = inMemory(firstProcess);
        return processes.stream()
                .flatMap(process ->
                        Stream.of("fd", "map_files").flatMap(kind -> links(proc.resolve(process.pid() + "/" + kind))))
                .flatMap(DeletedFiles::deleted)
                .filter(file -> inMemory.stream().noneMatch(file.name()::startsWith))
                .limit(MOST)
                .toList();
    }

    private static Stream<Deleted> deleted(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            boolean gone = target.startsWith("/") && target.endsWith(DELETED);
            return gone
                    ? Stream.of(new Deleted(link, target.substring(0, target.length() - DELETED.length())))
                    : Stream.empty();
        } catch (IOException closed) {
            return Stream.empty();
        }
    }

    private static Stream<Path> links(Path folder) {
        try (Stream<Path> links = Files.list(folder)) {
            return links.toList().stream();
        } catch (IOException endedOrForbidden) {
            return Stream.empty();
        }
    }

    /** Where names begin of what is kept in memory: it is bounded as memory is. */
    private List<String> inMemory(long firstProcess) {
        Stream<String> shared = Stream.of("/memfd:", "/SYSV", "/dev/");
        try (Stream<String> mounts = Files.lines(proc.resolve(firstProcess + "/mounts"))) {
            List<String> found = mounts.map(line -> line.split(" "))
                    .filter(fields -> fields.length > 2 && fields[2].equals("tmpfs"))
                    .map(fields -> fields[1] + "/")
                    .toList();
            return Stream.concat(shared, found.stream()).toList();
        } catch (IOException ended) {
            return shared.toList();
        }
    }
}
