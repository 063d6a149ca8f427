package io.remotegpu.agent.disk;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.Disks;
import io.remotegpu.contracts.WorkloadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file system from running out of files: empty ones take no bytes, and when there can be no more of them nobody on the host can write. When
 * few are left, whoever keeps the most is stopped.
 */
public final class FileWatch {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Few are left when less than this part of all is. */
    private static final int PART = 20;
    /** Whoever keeps fewer is not to blame. */
    private static final long MANY = 100_000;

    private final Supplier<List<RunningWorkload>> workloads;
    private final Disks disks;
    private final Counter counter;
    private final BiConsumer<RunningWorkload, String> end;
    private final Map<WorkloadId, Long> stoppedWith = new HashMap<>();

    /** @param total 0 where the file system makes room for as many as there are bytes for */
    record Room(long total, long free) {
        boolean isScarce() {
            return total > 0 && free < total / PART;
        }
    }

    /** Asks the host. */
    interface Counter {
        /** Empty if it cannot be told. */
        Optional<Room> room(Path root);

        /** Empty if they are too many to be counted in time. */
        OptionalLong files(DiskPlaces places);
    }

    FileWatch(
            Supplier<List<RunningWorkload>> workloads,
            Disks disks,
            Counter counter,
            BiConsumer<RunningWorkload, String> end) {
        this.workloads = workloads;
        this.disks = disks;
        this.counter = counter;
        this.end = end;
    }

    /** @param end stops a workload for a reason that its owner is told */
    public static FileWatch of(
            Supplier<List<RunningWorkload>> workloads, Disks disks, BiConsumer<RunningWorkload, String> end) {
        return new FileWatch(workloads, disks, new FileCounts(new HostTool(PATIENCE)), end);
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        new Rounds(log, "files cannot be counted now").run(this::look, BETWEEN_LOOKS);
    }

    void look() {
        if (disks.root().flatMap(counter::room).filter(Room::isScarce).isEmpty()) {
            stoppedWith.clear();
        } else {
            workloads.get().stream()
                    .flatMap(workload -> keeper(workload).stream())
                    .filter(this::isToBlame)
                    .max(Comparator.comparingLong(Keeper::files))
                    .ifPresentOrElse(this::stop, () -> log.error("the disk has room for few more files: remove some"));
        }
    }

    private record Keeper(RunningWorkload workload, long files) {
        boolean counted() {
            return files < Long.MAX_VALUE;
        }
    }

    private Optional<Keeper> keeper(RunningWorkload workload) {
        return disks.of(workload.containerId())
                .map(places -> new Keeper(workload, counter.files(places).orElse(Long.MAX_VALUE)));
    }

    /** Who was stopped for them may start again to remove some, and make no more meanwhile. */
    private boolean isToBlame(Keeper keeper) {
        return !keeper.counted()
                || keeper.files() > stoppedWith.getOrDefault(keeper.workload().workloadId(), MANY);
    }

    private void stop(Keeper keeper) {
        String files = keeper.counted() ? keeper.files() + " files" : "more files than can be counted";
        log.warn("{} is stopped: it keeps {}", keeper.workload().workloadId(), files);
        stoppedWith.put(keeper.workload().workloadId(), keeper.files());
        end.accept(
                keeper.workload(),
                "its host's disk has room for few more files and it keeps the most, " + files
                        + ": it was stopped. It can be started again to remove some");
    }
}
