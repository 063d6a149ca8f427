package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.SplittableRandom;

/** Any host that fits, and any of its GPUs: what every other strategy must beat. */
public final class Random implements Strategy {
    private final SplittableRandom random;

    public Random(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public float cost(Node node, Shape shape) {
        return 0;
    }

    @Override
    public int[] choose(Node node, Shape shape) {
        if (shape.gpus() != 1 || shape.profile() != null) {
            return Choice.of(node, shape);
        }
        int[] suitable = new int[node.gpus()];
        int count = 0;
        for (int gpu = 0; gpu < suitable.length; gpu++) {
            if (Choice.has(node, shape, gpu)) {
                suitable[count++] = gpu;
            }
        }
        return new int[] {suitable[random.nextInt(count)]};
    }

    @Override
    public Tie tie() {
        return Tie.RANDOM;
    }
}
