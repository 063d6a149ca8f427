package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.agent.lifecycle.RunningWorkload;
import io.remotegpu.agent.runtime.DiskPlaces;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SECOND = 1_000_000_000L;
    private static final int RESERVE = 2_000;

    private final List<RunningWorkload> running = new ArrayList<>(List.of(workload("a"), workload("b")));
    /** MiB in the volumes of each; who is missing takes too long. */
    private final Map<String, Integer> kept = new HashMap<>(Map.of("a", 100, "b", 100));

    private final List<String> measured = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private long usable = 50_000 * MEBIBYTE;
    private long nanos;

    @TempDir
    Path folder;

    private DiskWatch watch;

    @BeforeEach
    void agent() {
        watch = new DiskWatch(
                () -> running,
                FakePlaces.disk(() -> usable),
                new DiskAccounts(
                        new FakePlaces(), this::measure, new Overdrawn(folder.resolve("overdrawn")), () -> nanos),
                (workload, reason) -> ended.add(workload.containerId() + ": " + reason),
                new DiskSettings(Duration.ofSeconds(30), RESERVE));
    }

    @Test
    void measuresEverybodyAtFirstAndThenNowAndThen() {
        look();
        look();
        assertThat(measured).containsExactlyInAnyOrder("a", "b");

        nanos += 30 * SECOND;
        look();
        assertThat(measured).hasSize(4);
    }

    /** Who has 900 MiB left cannot be over while the whole disk has lost less. */
    @Test
    void measuresAtOnceWhoeverMayBeOverTheLimit() {
        kept.put("b", 600);
        look();
        measured.clear();
        usable -= 399 * MEBIBYTE;
        look();
        assertThat(measured).isEmpty();

        usable -= 2 * MEBIBYTE;
        kept.put("b", 1_001);
        look();
        assertThat(measured).containsExactly("b");
        assertThat(ended).singleElement().asString().startsWith("b: its volumes hold 1001 MiB, more than the 1000 MiB");
    }

    @Test
    void isNotMadeToMeasureByTheLittleThatOthersWrite() {
        kept.put("a", 1_000);
        look();
        measured.clear();
        usable -= 63 * MEBIBYTE;
        look();
        assertThat(measured).isEmpty();
        usable -= MEBIBYTE;
        look();
        assertThat(measured).containsExactly("a");
    }

    @Test
    void tellsWhoIsNearlyFull() {
        kept.put("a", 950);
        look();
        assertThat(watch.condition("a").map(Condition::kind)).hasValue(Condition.Kind.DISK_NEARLY_FULL);
        assertThat(watch.condition("b")).isEmpty();
        assertThat(watch.use("a")).isNotNull();
        running.clear();
        look();
        assertThat(watch.use("a")).isNull();
    }

    @Test
    void keepsTheHostsOwnRoomByEndingWhoWritesTheMost() {
        look();
        usable = (RESERVE - 1) * MEBIBYTE;
        kept.putAll(Map.of("a", 300, "b", 400));
        nanos += SECOND;
        look();
        assertThat(ended).singleElement().asString().startsWith("b: its host has 1999 MiB left on its disk");

        running.removeIf(workload -> workload.containerId().equals("b"));
        nanos += SECOND;
        look();
        assertThat(ended).hasSize(1);
        kept.put("a", 364);
        nanos += SECOND;
        look();
        assertThat(ended).hasSize(2).last().asString().startsWith("a: ");
    }

    @Test
    void endsNobodyForADiskThatOthersFilled() {
        look();
        usable = 0;
        nanos += SECOND;
        look();
        assertThat(ended).isEmpty();
    }

    @Test
    void goesOnWithTheOthersIfOneCannotBeCounted() {
        kept.remove("a");
        kept.put("b", 950);
        look();
        assertThat(watch.use("a")).isNull();
        assertThat(watch.condition("b")).isPresent();
    }

    /** Else many small files would be no files at all. */
    @Test
    void endsWhoCannotBeCountedTwiceInARowAndBeforeAllOthersWhenTheDiskIsFull() {
        kept.remove("a");
        look();
        assertThat(ended).isEmpty();
        nanos += 30 * SECOND;
        look();
        assertThat(ended).singleElement().asString().startsWith("a: it keeps more files than can be counted");

        running.removeIf(workload -> workload.containerId().equals("a"));
        running.add(workload("c"));
        usable = (RESERVE - 1) * MEBIBYTE;
        kept.put("b", 900);
        nanos += SECOND;
        look();
        assertThat(ended).hasSize(2).last().asString().startsWith("c: its host has");
    }

    @Test
    void letsNobodyWalkPastTheLimitFromStartToStart() {
        kept.put("a", 1_500);
        look();
        assertThat(ended).singleElement().asString().startsWith("a: its volumes hold");
        kept.put("a", 1_560);
        agent();
        look();
        assertThat(ended).hasSize(1);
        kept.put("a", 1_500 + 4_096 + 65);
        agent();
        look();
        assertThat(ended).hasSize(2);

        kept.put("a", 900);
        agent();
        look();
        kept.put("a", 2_000);
        agent();
        look();
        assertThat(ended).hasSize(3);
    }

    private void look() {
        watch.look();
    }

    private Optional<Measured> measure(String container, DiskPlaces places) {
        measured.add(container);
        return Optional.ofNullable(kept.get(container)).map(volumes -> new Measured(0, volumes * MEBIBYTE));
    }

    private static RunningWorkload workload(String container) {
        return new RunningWorkload(new WorkloadId("env-" + container), 1, container, List.of());
    }
}
