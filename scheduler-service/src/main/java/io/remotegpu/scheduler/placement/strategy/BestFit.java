package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;

/** The host with the least CPU and GPU left over, in hundredths, as in the published comparison. */
public final class BestFit implements Strategy {
    private static final float LARGEST_CPU = 128_000;
    private static final float MOST_GPUS = 8_000;

    @Override
    public float cost(Node node, Shape shape) {
        float cpu = (node.cpu() - shape.cpu()) / LARGEST_CPU;
        float gpu = (node.idle() - shape.totalMilli()) / MOST_GPUS;
        return (int) (100 * (0.5f * cpu + 0.5f * gpu));
    }

    @Override
    public int[] choose(Node node, Shape shape) {
        return Choice.of(node, shape);
    }
}
