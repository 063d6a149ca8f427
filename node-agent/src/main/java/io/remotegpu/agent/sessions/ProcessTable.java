package io.remotegpu.agent.sessions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The host's processes at one moment, by container: those of one have its namespace, whoever started them. */
public final class ProcessTable {
    /** Behind the name in {@code stat}: state is the first, the start the twentieth. */
    private static final int START = 19;

    private static final int LONGEST_TITLE = 256;

    private final Path proc;
    private final Map<String, List<Long>> byNamespace;

    private ProcessTable(Path proc, Map<String, List<Long>> byNamespace) {
        this.proc = proc;
        this.byNamespace = byNamespace;
    }

    /** @param proc where the kernel shows its processes */
    public static ProcessTable read(Path proc) {
        Map<String, List<Long>> found = new HashMap<>();
        try (Stream<Path> entries = Files.list(proc)) {
            entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .forEach(entry -> namespace(entry)
                            .ifPresent(name -> found.computeIfAbsent(name, any -> new ArrayList<>())
                                    .add(Long.parseLong(entry.getFileName().toString()))));
        } catch (IOException unreadable) {
            return new ProcessTable(proc, Map.of());
        }
        return new ProcessTable(proc, found);
    }

    /** The processes beside which this one lives, itself among them; empty where this agent may not look. */
    public Optional<List<HostProcess>> beside(long process) {
        return namespace(proc.resolve(Long.toString(process)))
                .map(name -> byNamespace.getOrDefault(name, List.of()).stream()
                        .flatMap(pid -> find(proc, pid).stream())
                        .toList());
    }

    /** One process; empty if it ended. */
    static Optional<HostProcess> find(Path proc, long pid) {
        Path folder = proc.resolve(Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            int open = stat.indexOf('(');
            int close = stat.lastIndexOf(')');
            String[] rest = stat.substring(close + 1).strip().split(" ");
            return Optional.of(
                    new HostProcess(pid, stat.substring(open + 1, close), title(folder), Long.parseLong(rest[START])));
        } catch (IOException | RuntimeException ended) {
            return Optional.empty();
        }
    }

    /** A program may have megabytes of arguments. */
    private static String title(Path folder) throws IOException {
        try (InputStream title = Files.newInputStream(folder.resolve("cmdline"))) {
            return new String(title.readNBytes(LONGEST_TITLE), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
        }
    }

    private static Optional<String> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/pid")).toString());
        } catch (IOException endedOrForbidden) {
            return Optional.empty();
        }
    }
}
