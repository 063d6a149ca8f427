package io.remotegpu.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.workload.Condition;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiskWatchTest extends WatchedDisk {
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

    /** Else many small files would be no files at all. */
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
}
