package io.remotegpu.scheduler.queue;

import io.remotegpu.contracts.WorkloadId;
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
 * Who is tried before whom. By standing first: the priority, which grows with waiting, so that everybody comes to the head in the end. Among equals the
 * workspace goes first that used least lately, each place given counting as use; within a workspace first come, first tried.
 */
final class QueueOrder {
    private static final double CHARGED_HOURS = 1;

    private final Duration ageing;
    private final Map<Long, Double> usage;

    /**
     * @param ageing how long one has to wait for one point of priority more
     * @param usage GPU-hours by workspace
     */
    QueueOrder(Duration ageing, Map<Long, Double> usage) {
        this.ageing = ageing;
        this.usage = usage;
    }

    /** @param gpus how many it asks for, parts of them as such */
    record Entry(WorkloadId id, long workspaceId, int priority, double gpus, long position, Instant queuedAt) {}

    /** @param standing its priority, grown by waiting */
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
        long waited = Math.max(0, Duration.between(entry.queuedAt(), now).toMillis());
        return entry.priority() + (int) Math.min(Integer.MAX_VALUE / 2, waited / ageing.toMillis());
    }

    private static List<Entry> taking(List<Entry> equals, Map<Long, Double> charged) {
        Map<Long, Deque<Entry>> byWorkspace = new HashMap<>();
        equals.stream().sorted(Comparator.comparingLong(Entry::position)).forEach(entry -> byWorkspace
                .computeIfAbsent(entry.workspaceId(), any -> new ArrayDeque<>())
                .add(entry));
        List<Entry> order = new ArrayList<>();
        while (!byWorkspace.isEmpty()) {
            Entry next = byWorkspace.values().stream()
                    .map(Deque::getFirst)
                    .min(Comparator.<Entry>comparingDouble(entry -> charged.getOrDefault(entry.workspaceId(), 0.0))
                            .thenComparingLong(Entry::position))
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
