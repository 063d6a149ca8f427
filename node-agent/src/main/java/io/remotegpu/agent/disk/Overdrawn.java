package io.remotegpu.agent.disk;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The least that the volumes of workloads over their limit were seen to hold, on disk: a line {@code workload bytes} for each. Each start may go on with
 * what it finds, so that there is time to delete, but not from start to start without end. Who is within the limit again is forgotten.
 */
final class Overdrawn {
    /** What may be written, over many starts, between being found over a limit and being stopped for it. */
    private static final long ALLOWANCE = 4L << 30;

    private final Path file;
    private final Map<String, Long> least = new TreeMap<>();

    Overdrawn(Path file) {
        this.file = file;
        load();
    }

    /**
     * What of that which its volumes hold now a start may go on with; nothing beyond the limit if that is news: it may have been written since the start,
     * and the next one knows.
     */
    synchronized long tolerated(WorkloadId workload, long now) {
        Long seen = least.get(workload.value());
        return seen == null ? 0 : Math.min(now, seen + ALLOWANCE);
    }

    synchronized void note(WorkloadId workload, DiskAccount account) {
        Map<String, Long> before = Map.copyOf(least);
        if (account.isOverdrawn()) {
            least.merge(workload.value(), account.last().volumes(), Math::min);
        } else {
            least.remove(workload.value());
        }
        if (!least.equals(before)) {
            DurableFile.write(
                    file,
                    least.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    private void load() {
        try {
            Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .filter(parts -> parts.length == 2 && parts[1].matches("\\d{1,18}"))
                    .forEach(parts -> least.put(parts[0], Long.parseLong(parts[1])));
        } catch (NoSuchFileException none) {
            // nobody is
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }
}
