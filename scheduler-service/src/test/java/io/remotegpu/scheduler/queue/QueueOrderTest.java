package io.remotegpu.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.queue.QueueOrder.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueOrderTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration AGEING = Duration.ofMinutes(10);

    @Test
    void triesWhoHasPriorityFirstAndAmongEqualsWhoCameFirst() {
        assertThat(order(Map.of(), entry("b", 1, 50, 2), entry("a", 1, 50, 1), entry("c", 1, 51, 3)))
                .containsExactly("env-c", "env-a", "env-b");
    }

    @Test
    void theWorkspaceThatUsedLessLatelyGoesFirst() {
        assertThat(order(Map.of(1L, 10.0, 2L, 0.5), entry("a", 1, 50, 1), entry("b", 2, 50, 2)))
                .containsExactly("env-b", "env-a");
    }

    @Test
    void onePlaceForEachInTurnRatherThanAllForWhoCameFirst() {
        assertThat(order(
                        Map.of(),
                        entry("a", 1, 50, 1),
                        entry("b", 1, 50, 2),
                        entry("c", 1, 50, 3),
                        entry("d", 2, 50, 4),
                        entry("e", 2, 50, 5)))
                .containsExactly("env-a", "env-d", "env-b", "env-e", "env-c");
    }

    /** However many with a higher priority and of thriftier workspaces keep coming. */
    @Test
    void nobodyWaitsForEver() {
        Entry lowest = new Entry(new WorkloadId("env-lowest"), 1, 1, 8, 1, NOON, NOON);
        Instant later = NOON.plus(AGEING.multipliedBy(101));
        List<Entry> waiting = new ArrayList<>(List.of(lowest));
        for (int number = 0; number < 1000; number++) {
            waiting.add(new Entry(new WorkloadId("env-" + number), 2, 100, 1, 2 + number, later, later));
        }
        assertThat(new QueueOrder(AGEING, Map.of(1L, 1e6))
                        .of(waiting, later)
                        .getFirst()
                        .entry())
                .isEqualTo(lowest);
    }

    /** What it took before them would be taken from it for them. */
    @Test
    void spotStandsBehindAllOthersHoweverOldItIs() {
        Entry spot = aged("spot", 0, 1, Duration.ofDays(30));
        assertThat(order(Map.of(1L, 0.0, 2L, 1e6), spot, entry("young", 2, 1, 2)))
                .containsExactly("env-young", "env-spot");
    }

    @Test
    void whoComesBackStandsWhereItsAgePutsIt() {
        assertThat(order(
                        Map.of(),
                        aged("came first", 0, 1, Duration.ofHours(1)),
                        aged("came back", 0, 9, Duration.ofHours(2)),
                        aged("came second", 0, 2, Duration.ofMinutes(30))))
                .containsExactly("env-came-back", "env-came-first", "env-came-second");
        assertThat(order(Map.of(), entry("young", 1, 51, 1), aged("came back", 50, 2, AGEING.multipliedBy(2))))
                .containsExactly("env-came-back", "env-young");
    }

    private static List<String> order(Map<Long, Double> usage, Entry... waiting) {
        return new QueueOrder(AGEING, usage)
                .of(List.of(waiting), NOON).stream()
                        .map(standing -> standing.entry().id().value())
                        .toList();
    }

    private static Entry aged(String name, int priority, long position, Duration age) {
        WorkloadId id = new WorkloadId("env-" + name.replace(' ', '-'));
        return new Entry(id, 1, priority, 1, position, NOON.minus(age), NOON);
    }

    private static Entry entry(String name, long workspace, int priority, long position) {
        return new Entry(new WorkloadId("env-" + name), workspace, priority, 1, position, NOON, NOON);
    }
}
