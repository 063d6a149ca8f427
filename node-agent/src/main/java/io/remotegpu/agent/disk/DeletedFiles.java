package io.remotegpu.agent.disk;

import io.remotegpu.agent.sessions.HostProcess;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that are deleted and still open or mapped: nobody finds them, and they take their room all the same. */
final class DeletedFiles {
    private static final String DELETED = " (deleted)";
    /** Somebody may open a great many; what honest programs have open and mapped is far less. */
    private static final int MOST_LINKS = 1_000_000;

    private static final int MOST = 20_000;
    private static final int KIND = 0170000;
    private static final int PLAIN_FILE = 0100000;

    private final Path proc;

    DeletedFiles(Path proc) {
        this.proc = proc;
    }

    /** @param link by which the file can still be reached, {@code name} what it was called inside */
    record Deleted(Path link, String name) {}

    /** Those of these processes that lie on a disk; empty if they have more open than can be looked at. */
    Optional<List<Deleted>> of(long firstProcess, List<HostProcess> processes) {
        List<String> inMemory = inMemory(firstProcess);
        List<Deleted> found = new ArrayList<>();
        int links = 0;
        for (HostProcess process : processes) {
            for (String kind : List.of("fd", "map_files")) {
                links += look(proc.resolve(process.pid() + "/" + kind), inMemory, MOST_LINKS - links, found);
            }
        }
        return links >= MOST_LINKS || found.size() >= MOST ? Optional.empty() : Optional.of(found);
    }

    /** One link at a time: a list of all of them would be as long as a tenant likes. @return how many were looked at */
    private static int look(Path folder, List<String> inMemory, int most, List<Deleted> found) {
        int looked = 0;
        try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
            for (Path link : links) {
                if (looked >= most || found.size() >= MOST) {
                    return looked;
                }
                looked++;
                String name = name(link);
                if (name != null && inMemory.stream().noneMatch(name::startsWith) && isPlainFileWithoutName(link)) {
                    found.add(new Deleted(link, name));
                }
            }
        } catch (IOException | DirectoryIteratorException endedOrForbidden) {
            return looked;
        }
        return looked;
    }

    /** Null unless the kernel says that it is deleted, as names may too. */
    private static @Nullable String name(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            boolean gone = target.startsWith("/") && target.endsWith(DELETED);
            return gone ? target.substring(0, target.length() - DELETED.length()) : null;
        } catch (IOException closed) {
            return null;
        }
    }

    /** Asks the file behind the link, which leads to it alone and through no folder of the host. */
    private static boolean isPlainFileWithoutName(Path link) {
        try {
            Map<String, Object> file = Files.readAttributes(link, "unix:mode,nlink");
            return file.get("mode") instanceof Integer mode
                    && (mode & KIND) == PLAIN_FILE
                    && file.get("nlink") instanceof Integer names
                    && names == 0;
        } catch (IOException closed) {
            return false;
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
