package io.remotegpu.agent.disk;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The least that the volumes of workloads over their limit were seen to hold, on disk: a line {@code workload bytes} for each, {@code workload uncounted}
 * for those that kept too many files to be counted. Each start may go on with what it finds, so that there is time to delete, but not from start to start
 * without end. Who is within the limit again is forgotten.
 */
final class Overdrawn {
    private static final Logger log = LoggerFactory.getLogger(Overdrawn.class);
    /** What may be written, over many starts, between being found over a limit and being stopped for it. */
    private static final long ALLOWANCE = 4L << 30;

    private static final String UNCOUNTED = "uncounted";

    private final Path file;
    private final Predicate<WorkloadId> lives;
    private final Map<String, Long> least = new TreeMap<>();
    private final Set<String> uncounted = new TreeSet<>();

    /** @param lives whether anything of a workload is on this host: of others nothing is kept, and nothing goes with a home to another host */
    Overdrawn(Path file, Predicate<WorkloadId> lives) {
        this.file = file;
        this.lives = lives;
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
        List<String> before = lines();
        uncounted.remove(workload.value());
        if (account.isOverdrawn()) {
            least.merge(workload.value(), account.last().volumes(), Math::min);
        } else {
            least.remove(workload.value());
        }
        saveUnless(before);
    }

    /** Whether an earlier start was stopped because its files could not be counted. */
    synchronized boolean wasUncounted(WorkloadId workload) {
        return uncounted.contains(workload.value());
    }

    synchronized void noteUncounted(WorkloadId workload) {
        List<String> before = lines();
        uncounted.add(workload.value());
        saveUnless(before);
    }

    private List<String> lines() {
        return Stream.concat(
                        least.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()),
                        uncounted.stream().map(workload -> workload + " " + UNCOUNTED))
                .toList();
    }

    private void saveUnless(List<String> before) {
        least.keySet().removeIf(workload -> !lives.test(new WorkloadId(workload)));
        uncounted.removeIf(workload -> !lives.test(new WorkloadId(workload)));
        List<String> now = lines();
        if (!now.equals(before)) {
            DurableFile.write(file, now.stream().map(line -> line + "\n").collect(Collectors.joining()));
        }
    }

    private void load() {
        try {
            Files.readAllLines(file).stream()
                    .map(line -> line.split(" "))
                    .filter(parts -> parts.length == 2)
                    .forEach(parts -> remember(parts[0], parts[1]));
        } catch (NoSuchFileException none) {
            // nobody is
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + file, unreadable);
        }
    }

    /** What cannot be read is passed over. */
    private void remember(String workload, String what) {
        try {
            String id = new WorkloadId(workload).value();
            if (what.equals(UNCOUNTED)) {
                uncounted.add(id);
            } else if (what.matches("\\d{1,18}")) {
                least.put(id, Long.parseLong(what));
            }
        } catch (IllegalArgumentException damaged) {
            log.warn("{} has a damaged line, which is passed over", file);
        }
    }
}
