package io.remotegpu.scheduler.queue;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who is tried before whom. By standing first: the priority, which grows with age, so that everybody comes to the head in the end. Only spot stands behind
 * all others however old it is: what it took before them would be taken from it for them at once. Among equals the workspace goes first that used least
 * lately, each place given counting as use; within a workspace the older.
 */
final class QueueOrder {
    private static final double CHARGED_HOURS = 1;
    private static final Comparator<Entry> BY_AGE =
            Comparator.comparing(Entry::wantedSince).thenComparingLong(Entry::position);

    private final Duration ageing;
    private final Map<Long, Double> usage;

    /**
     * @param ageing which age is one point of priority more
     * @param usage GPU-hours by workspace
     */
    QueueOrder(Duration ageing, Map<Long, Double> usage) {
        this.ageing = ageing;
        this.usage = usage;
    }

    /**
     * @param gpus how many it asks for, parts of them as such
     * @param position which of two of one age comes first
     * @param wantedSince since when its owner wants it to run, which may be long before it came here
     * @param queuedAt since when it waits
     */
    record Entry(
            WorkloadId id,
            long workspaceId,
            int priority,
            double gpus,
            long position,
            Instant wantedSince,
            Instant queuedAt) {}

    /** @param standing its priority, grown with age */
    record Standing(Entry entry, int standing) {}

    List<Standing> of(Collection<Entry> waiting, Instant now) {
        Map<Integer, List<Entry>> byStanding = new TreeMap<>(Comparator.reverseOrder());
        waiting.forEach(entry -> byStanding
                .computeIfAbsent(standing(entry, now), any -> new ArrayList<>())
                .add(entry));
        List<Standing> order = new ArrayList<>();
        Map<Long, Double> charged = new HashMap<>(usage);
        byStanding.forEach((standing, equals) ->
                taking(equals, charged).forEach(entry -> order.add(new Standing(entry, standing))));
        return order;
    }

    private int standing(Entry entry, Instant now) {
        if (entry.priority() == Scheduling.SPOT) {
            return Scheduling.SPOT;
        }
        long age = Math.max(0, Duration.between(entry.wantedSince(), now).toMillis());
        return entry.priority() + (int) Math.min(Integer.MAX_VALUE / 2, age / ageing.toMillis());
    }

    private static List<Entry> taking(List<Entry> equals, Map<Long, Double> charged) {
        Map<Long, Deque<Entry>> byWorkspace = new HashMap<>();
        equals.stream().sorted(BY_AGE).forEach(entry -> byWorkspace
                .computeIfAbsent(entry.workspaceId(), any -> new ArrayDeque<>())
                .add(entry));
        List<Entry> order = new ArrayList<>();
        while (!byWorkspace.isEmpty()) {
            Entry next = byWorkspace.values().stream()
                    .map(Deque::getFirst)
                    .min(Comparator.<Entry>comparingDouble(entry -> charged.getOrDefault(entry.workspaceId(), 0.0))
                            .thenComparing(BY_AGE))
                    .orElseThrow();
            order.add(next);
            charged.merge(next.workspaceId(), next.gpus() * CHARGED_HOURS, Double::sum);
            byWorkspace.computeIfPresent(next.workspaceId(), (any, own) -> {
                own.removeFirst();
                return own.isEmpty() ? null : own;
            });
        }
        return order;
    }
}
