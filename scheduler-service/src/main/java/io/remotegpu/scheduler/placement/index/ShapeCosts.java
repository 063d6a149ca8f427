package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.Constraint;
import io.remotegpu.scheduler.placement.strategy.Strategy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What one shape would cost on every host, or what each lacks. Only hosts that changed since the last look are looked at again. */
final class ShapeCosts {
    private static final Constraint[] CONSTRAINTS = Constraint.values();
    private static final byte ABSENT = Byte.MIN_VALUE;

    private final Shape shape;
    private float[] costs = {};
    /** Which price is to be added; negative for what is lacking. */
    private byte[] notes = {};

    private long seen;
    private int version = -1;

    ShapeCosts(Shape shape) {
        this.shape = shape;
    }

    void refresh(NodeTable table, Strategy strategy) {
        grow(table.size());
        if (version != strategy.version()) {
            sweep(table, 0, strategy);
        } else if (table.manySince(seen)) {
            sweep(table, seen, strategy);
        } else {
            for (long change = seen; change < table.changes(); change++) {
                refresh(table, table.touched(change), strategy);
            }
        }
        seen = table.changes();
        version = strategy.version();
    }

    private void sweep(NodeTable table, long since, Strategy strategy) {
        for (int position = 0; position < table.size(); position++) {
            if (table.changedSince(position, since)) {
                refresh(table, position, strategy);
            }
        }
    }

    private void grow(int size) {
        if (costs.length < size) {
            costs = Arrays.copyOf(costs, size + size / 8);
            notes = Arrays.copyOf(notes, costs.length);
        }
    }

    private void refresh(NodeTable table, int position, Strategy strategy) {
        Node node = table.at(position);
        Constraint lacking = node == null ? null : Fit.lacking(node, shape);
        if (node != null && lacking == null) {
            costs[position] = strategy.cost(node, shape);
            notes[position] = (byte) strategy.priceOf(node, shape);
        } else {
            costs[position] = Float.POSITIVE_INFINITY;
            notes[position] = lacking == null ? ABSENT : (byte) -(lacking.ordinal() + 1);
        }
    }

    Shape shape() {
        return shape;
    }

    /** Infinite where it does not fit. */
    float cost(int position, float[] prices) {
        byte note = notes[position];
        return note < 0 ? Float.POSITIVE_INFINITY : costs[position] + prices[note];
    }

    boolean isHost(int position) {
        return notes[position] != ABSENT;
    }

    /** What the host lacks; null if it fits, or if no host stands there. */
    @Nullable
    Constraint lacking(int position) {
        byte note = notes[position];
        return note >= 0 || note == ABSENT ? null : CONSTRAINTS[-note - 1];
    }
}
