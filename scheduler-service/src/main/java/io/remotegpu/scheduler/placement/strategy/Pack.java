package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;

/** Fills hosts that are nearly full first, so that whole hosts stay free for large requests. */
public final class Pack implements Strategy {
    /** One GPU outweighs any number of cores. */
    private static final float CORES_PER_GPU = 1024;

    @Override
    public float cost(Node node, Shape shape) {
        return node.idle() / 1000f + node.cpu() / 1000f / CORES_PER_GPU;
    }

    @Override
    public int[] choose(Node node, Shape shape) {
        return Choice.of(node, shape);
    }
}
