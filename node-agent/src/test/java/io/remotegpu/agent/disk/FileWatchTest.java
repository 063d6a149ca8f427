package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.disk.FileWatch.Room;
import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.agent.runtime.DiskPlaces.Limits;
import io.remotegpu.agent.runtime.Disks;
import io.remotegpu.contracts.WorkloadId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
    private static final Room SCARCE = new Room(16_000_000, 799_999);

    /** Who is missing keeps more than can be counted. */
    private final Map<String, Long> files = new HashMap<>(Map.of("a", 200_000L, "b", 3_000_000L));

    private final List<String> ended = new ArrayList<>();
    private Room room = SCARCE;
    private final FileWatch watch = new FileWatch(
            () -> List.of(workload("a"), workload("b")),
            new Places(),
            new Counted(),
            (workload, reason) -> ended.add(workload.containerId() + ": " + reason));

    @TempDir
    Path folder;

    @Test
    void stopsNobodyWhileThereIsRoomOrWhereThereIsNoEndOfFiles() {
        room = new Room(16_000_000, 800_000);
        watch.look();
        room = new Room(0, 0);
        watch.look();
        assertThat(ended).isEmpty();
    }

    @Test
    void stopsWhoKeepsTheMostAndSaysWhy() {
        watch.look();
        assertThat(ended)
                .containsExactly("b: its host's disk has room for few more files and it keeps the most, 3000000 files:"
                        + " it was stopped. It can be started again to remove some");
    }

    @Test
    void whoCannotBeCountedKeepsTheMost() {
        files.remove("a");
        watch.look();
        assertThat(ended).singleElement().asString().startsWith("a: ").contains("more files than can be counted");
    }

    @Test
    void leavesAloneWhoKeepsFew() {
        files.put("a", 100_000L);
        files.put("b", 7L);
        watch.look();
        assertThat(ended).isEmpty();
    }

    @Test
    void letsWhoWasStoppedComeBackToRemoveSomeButMakeNoMore() {
        files.put("a", 7L);
        watch.look();
        files.put("b", 2_999_999L);
        watch.look();
        assertThat(ended).hasSize(1);

        files.put("b", 3_000_001L);
        watch.look();
        assertThat(ended).hasSize(2);
    }

    @Test
    void countsWithTheToolsOfTheHost() throws IOException {
        Files.createDirectories(folder.resolve("home/deeper"));
        for (int file = 0; file < 50; file++) {
            Files.createFile(folder.resolve("home/deeper/" + file));
        }
        Path layer = Files.createDirectory(folder.resolve("layer"));
        var places = new DiskPlaces(
                layer, List.of(new DiskPlaces.Volume(folder.resolve("home"), "/home")), new Limits(0, 0, 0));
        FileCounts counts = new FileCounts(new HostTool(Duration.ofSeconds(60)));

        assertThat(counts.files(places)).hasValue(53);
        assertThat(counts.room(folder)).isPresent();
    }

    private static RunningWorkload workload(String container) {
        return new RunningWorkload(new WorkloadId("env-" + container), 1, container, List.of());
    }

    private final class Counted implements FileWatch.Counter {
        @Override
        public Optional<Room> room(Path root) {
            return Optional.of(room);
        }

        @Override
        public OptionalLong files(DiskPlaces places) {
            Long known = files.get(places.layer().toString());
            return known == null ? OptionalLong.empty() : OptionalLong.of(known);
        }
    }

    private static final class Places implements Disks {
        @Override
        public Optional<DiskPlaces> of(String containerId) {
            return Optional.of(new DiskPlaces(Path.of(containerId), List.of(), new Limits(0, 0, 0)));
        }

        @Override
        public Optional<Path> root() {
            return Optional.of(Path.of("/"));
        }
    }
}
