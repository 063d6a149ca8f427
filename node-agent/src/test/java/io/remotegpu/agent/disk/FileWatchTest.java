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
    private static final long TOTAL = 16_000_000;
    private static final long SCARCE = TOTAL / 20 - 1;

    /** Who is missing keeps more than can be counted. */
    private final Map<String, Long> files = new HashMap<>(Map.of("a", 200_000L, "b", 3_000_000L));

    private final List<String> running = new ArrayList<>(List.of("a", "b"));
    private final List<String> counted = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private Room room = new Room(TOTAL, SCARCE);
    private final FileWatch watch = new FileWatch(
            () -> running.stream().map(FileWatchTest::workload).toList(),
            new Places(),
            new Counted(),
            (workload, reason) -> ended.add(workload.containerId() + ": " + reason));

    @TempDir
    Path folder;

    @Test
    void countsNobodyWhileThereIsRoomOrWhereThereIsNoEndOfFiles() {
        room = new Room(TOTAL, TOTAL / 10);
        watch.look();
        room = new Room(0, 0);
        watch.look();
        assertThat(counted).isEmpty();
    }

    @Test
    void countsEachOnceWhenFilesBecomeShort() {
        room = new Room(TOTAL, TOTAL / 10 - 1);
        watch.look();
        watch.look();
        assertThat(counted).containsExactly("a", "b");
        assertThat(ended).isEmpty();
    }

    @Test
    void stopsWhoMadeTheMostSinceAndNotWhoKeepsTheMost() {
        watch.look();
        assertThat(ended).as("nobody is known to make any").isEmpty();
        files.put("a", 210_000L);
        files.put("b", 3_009_999L);
        watch.look();
        assertThat(ended)
                .containsExactly("a: its host's disk has room for few more files, and it made the most lately: it was"
                        + " stopped. It can be started again to remove some");
    }

    /** What the one who made them keeps is still there when he is stopped. */
    @Test
    void stopsNobodyInTheirPlace() {
        watch.look();
        files.put("b", 3_700_000L);
        watch.look();
        running.remove("b");
        watch.look();
        watch.look();
        assertThat(ended).singleElement().asString().startsWith("b: ");
    }

    @Test
    void letsWhoWasStoppedComeBackToRemoveSomeButMakeNoMore() {
        watch.look();
        files.put("b", 3_700_000L);
        watch.look();
        running.remove("b");
        watch.look();
        running.add("b");
        files.put("b", 3_600_000L);
        watch.look();
        watch.look();
        assertThat(ended).hasSize(1);

        files.put("b", 3_700_000L);
        watch.look();
        assertThat(ended).hasSize(2);
    }

    @Test
    void stopsWhoCannotBeCountedOnlyWhereFilesGoAndNobodyElseMadeThem() {
        files.remove("a");
        watch.look();
        watch.look();
        assertThat(ended).isEmpty();

        room = new Room(TOTAL, SCARCE - 10_000);
        watch.look();
        assertThat(ended).singleElement().asString().startsWith("a: ");
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
            counted.add(places.layer().toString());
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
