package io.remotegpu.agent.journal;

import io.remotegpu.agent.files.DurableFile;
import io.remotegpu.agent.files.PrivateFolder;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's memory on disk, one file per workload. What {@link #save} has been given is there after any crash. */
public final class Journal {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final String SUFFIX = ".json";
    /** Longer than Kafka keeps a command that could still be redelivered. */
    private static final Duration REMEMBER_REMOVED = Duration.ofDays(14);

    private final Path folder;
    private final Clock clock;

    /** What a start finds: the readable records, and the workloads whose file was damaged. */
    public record Contents(List<WorkloadRecord> records, List<WorkloadId> damaged) {}

    public Journal(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        PrivateFolder.create(folder);
    }

    public void save(WorkloadRecord workload) {
        DurableFile.write(file(workload.workloadId()), RecordCodec.write(workload));
    }

    /** Reads everything; a damaged file is moved aside, never deleted. */
    public Contents load() {
        List<WorkloadRecord> records = new ArrayList<>();
        List<WorkloadId> damaged = new ArrayList<>();
        for (Path file : files()) {
            try {
                WorkloadRecord workload = RecordCodec.read(Files.readString(file));
                if (!forget(file, workload)) {
                    records.add(workload);
                }
            } catch (IOException | IllegalArgumentException e) {
                log.error("journal file {} is damaged ({}); it is rebuilt from the container", file, e.getMessage());
                damaged.add(moveAside(file));
            }
        }
        return new Contents(records, damaged);
    }

    private boolean forget(Path file, WorkloadRecord workload) throws IOException {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        boolean old = workload.phase() == Phase.REMOVED
                && changed.plus(REMEMBER_REMOVED).isBefore(clock.instant());
        if (old) {
            DurableFile.delete(file);
        }
        return old;
    }

    private WorkloadId moveAside(Path file) {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + file + " aside", e);
        }
        String name = file.getFileName().toString();
        return new WorkloadId(name.substring(0, name.length() - SUFFIX.length()));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private Path file(WorkloadId workload) {
        return folder.resolve(workload.value() + SUFFIX);
    }
}
