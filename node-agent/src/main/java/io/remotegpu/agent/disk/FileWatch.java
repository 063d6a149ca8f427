package io.remotegpu.agent.disk;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.rounds.Rounds;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.Disks;
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
 * a tenth of them is left, files of workloads are counted; when a twentieth is, whoever made the most since is stopped. Who only keeps many is not.
 */
public final class FileWatch {
    private static final Logger log = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Whoever made fewer is not to blame. */
    private static final long MANY = 10_000;

    private final Supplier<List<RunningWorkload>> workloads;
    private final Disks disks;
    private final Counter counter;
    private final BiConsumer<RunningWorkload, String> end;
    /** How many files each container had when they were first counted. */
    private final Map<String, Long> first = new HashMap<>();

    private Room before = Room.UNKNOWN;

    /** @param total 0 where the file system makes room for as many as there are bytes for */
    record Room(long total, long free) {
        static final Room UNKNOWN = new Room(0, 0);

        boolean isShort() {
            return free < total / 10;
        }

        boolean isScarce() {
            return free < total / 20;
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
        Room room = disks.root().flatMap(counter::room).orElse(Room.UNKNOWN);
        List<RunningWorkload> running = room.isShort() ? workloads.get() : List.of();
        first.keySet()
                .retainAll(running.stream().map(RunningWorkload::containerId).toList());
        if (room.isScarce()) {
            List<Keeper> keepers = running.stream().map(this::count).toList();
            relieve(keepers, before.free() - room.free());
        } else {
            running.stream()
                    .filter(workload -> !first.containsKey(workload.containerId()))
                    .forEach(this::count);
        }
        before = room;
    }

    /** @param files empty if they are too many to be counted */
    private record Keeper(RunningWorkload workload, OptionalLong files) {}

    private Keeper count(RunningWorkload workload) {
        OptionalLong files =
                disks.of(workload.containerId()).map(counter::files).orElse(OptionalLong.of(0));
        files.ifPresent(counted -> first.putIfAbsent(workload.containerId(), counted));
        return new Keeper(workload, files);
    }

    /** @param fallen how many files fewer there can be than at the look before */
    private void relieve(List<Keeper> keepers, long fallen) {
        keepers.stream()
                .filter(keeper -> grown(keeper) >= MANY)
                .max(Comparator.comparingLong(this::grown))
                .or(() -> keepers.stream()
                        .filter(keeper -> fallen >= MANY && keeper.files().isEmpty())
                        .findFirst())
                .ifPresentOrElse(this::stop, this::warnOnce);
    }

    private void warnOnce() {
        if (!before.isScarce()) {
            log.error("the disk has room for few more files, and no workload makes them: remove some");
        }
    }

    /** Since files became short, or since it came. */
    private long grown(Keeper keeper) {
        return keeper.files().orElse(0) - first.getOrDefault(keeper.workload().containerId(), 0L);
    }

    private void stop(Keeper keeper) {
        log.warn("{} is stopped: it made {} files", keeper.workload().workloadId(), grown(keeper));
        end.accept(
                keeper.workload(),
                "its host's disk has room for few more files, and it made the most lately: it was stopped. It can be"
                        + " started again to remove some");
    }
}
