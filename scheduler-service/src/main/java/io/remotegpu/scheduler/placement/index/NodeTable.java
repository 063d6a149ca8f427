package io.remotegpu.scheduler.placement.index;

import io.remotegpu.contracts.HostId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every host at a position that stays its own, and a log of the positions that changed last. */
final class NodeTable {
    private static final int LOGGED = 1 << 13;

    private final Map<HostId, Integer> positions = new HashMap<>();
    private final ArrayDeque<Integer> vacant = new ArrayDeque<>();
    private final int[] log = new int[LOGGED];
    private @Nullable Node[] nodes = new Node[16];
    private long[] changedAt = new long[16];
    private int size;
    private long changes;

    /** @return what stood there before */
    @Nullable
    Node put(Node node) {
        HostId id = node.host().id();
        Integer position = positions.get(id);
        if (position == null) {
            position = vacant.isEmpty() ? size++ : vacant.pop();
            positions.put(id, position);
        }
        if (position == nodes.length) {
            nodes = Arrays.copyOf(nodes, 2 * size);
            changedAt = Arrays.copyOf(changedAt, 2 * size);
        }
        Node before = nodes[position];
        nodes[position] = node;
        touch(position);
        return before;
    }

    @Nullable
    Node remove(HostId id) {
        Integer position = positions.remove(id);
        if (position == null) {
            return null;
        }
        Node before = nodes[position];
        nodes[position] = null;
        vacant.push(position);
        touch(position);
        return before;
    }

    void touch(int position) {
        changedAt[position] = changes;
        log[(int) (changes++ & LOGGED - 1)] = position;
    }

    /** The position that the given change touched. */
    int touched(long change) {
        return log[(int) (change & LOGGED - 1)];
    }

    /** Whether so much changed since that going through all hosts is cheaper than going through the changes. */
    boolean manySince(long since) {
        return changes - since > Math.min(LOGGED, size / 16);
    }

    boolean changedSince(int position, long since) {
        return changedAt[position] >= since;
    }

    long changes() {
        return changes;
    }

    @Nullable
    Integer position(HostId id) {
        return positions.get(id);
    }

    @Nullable
    Node at(int position) {
        return nodes[position];
    }

    /** Positions in use or vacant: all are below. */
    int size() {
        return size;
    }

    /** Hosts there are. */
    int hosts() {
        return positions.size();
    }
}
