package io.remotegpu.agent.disk;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.contracts.WorkloadId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two workloads on a disk, and somebody who watches them. */
abstract class WatchedDisk {
    static final long MEBIBYTE = 1L << 20;
    static final long SECOND = 1_000_000_000L;
    static final int RESERVE = 2_000;

    final List<RunningWorkload> running = new ArrayList<>(List.of(workload("a"), workload("b")));
    /** MiB in the volumes of each; who is missing takes too long. */
    final Map<String, Integer> kept = new HashMap<>(Map.of("a", 100, "b", 100));

    final List<String> measured = new ArrayList<>();
    final List<String> ended = new ArrayList<>();
    long usable = 50_000 * MEBIBYTE;
    long nanos;

    @TempDir
    Path folder;

    DiskWatch watch;

    @BeforeEach
    void agent() {
        watch = new DiskWatch(
                () -> running,
                FakePlaces.disk(() -> usable),
                new DiskAccounts(
                        new FakePlaces(),
                        this::measure,
                        new Overdrawn(folder.resolve("overdrawn"), any -> true),
                        () -> nanos),
                (workload, reason) -> ended.add(workload.containerId() + ": " + reason),
                new DiskSettings(Duration.ofSeconds(30), RESERVE));
    }

    void look() {
        watch.look();
    }

    void lookTwice() {
        look();
        nanos += 30 * SECOND;
        look();
    }

    private Optional<Measured> measure(String container, DiskPlaces places) {
        measured.add(container);
        return Optional.ofNullable(kept.get(container)).map(volumes -> new Measured(0, volumes * MEBIBYTE));
    }

    static RunningWorkload workload(String container) {
        return new RunningWorkload(new WorkloadId("env-" + container), 1, container, List.of());
    }
}
