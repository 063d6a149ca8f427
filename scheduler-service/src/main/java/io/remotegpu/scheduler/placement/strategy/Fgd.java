package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import io.remotegpu.scheduler.placement.mix.Fragmentation;
import io.remotegpu.scheduler.placement.mix.Mix;

/**
 * Fragmentation gradient descent (Weng et al., USENIX ATC 2023), to compare with: where the GPU that a typical request could not use grows
 * least. Scores are rounded to hundredths and ties go to the first host in a fixed order, as published; both matter for what it gives.
 */
public final class Fgd implements Strategy {
    private static final int LEARN_EVERY = 1024;
    private static final int WARM_UP = 32;

    private Mix mix = new Mix();
    private Fragmentation fragmentation = new Fragmentation(mix.types());
    private boolean told;
    private int version;
    private int seen;

    /** The whole mix in advance, as the publication gives it. */
    public void tell(Iterable<Shape> all) {
        mix = Mix.ofAll();
        all.forEach(mix::see);
        learn();
        told = true;
    }

    private void learn() {
        fragmentation = new Fragmentation(mix.types());
        version++;
    }

    @Override
    public void seen(Shape shape) {
        if (!told) {
            mix.see(shape);
            seen++;
            if (seen % LEARN_EVERY == 0 || (seen < LEARN_EVERY && Integer.bitCount(seen) == 1 && seen >= WARM_UP)) {
                learn();
            }
        }
    }

    @Override
    public int version() {
        return version;
    }

    @Override
    public float cost(Node node, Shape shape) {
        return -score(node, shape, choose(node, shape));
    }

    private int score(Node node, Shape shape, int[] gpus) {
        if (!node.remembers(version)) {
            node.remember(version, fragmentation.of(node));
        }
        double less = node.remembered() - fragmentation.of(node, shape, gpus);
        return (int) (100 / (1 + Math.exp(-less / 1000)));
    }

    @Override
    public int[] choose(Node node, Shape shape) {
        if (shape.gpus() != 1 || shape.milli() == Node.WHOLE || shape.profile() != null) {
            return Choice.of(node, shape);
        }
        int[] best = {-1};
        int[] tried = new int[1];
        int most = -1;
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            tried[0] = gpu;
            if (Choice.has(node, shape, gpu)) {
                int score = score(node, shape, tried);
                if (score > most) {
                    most = score;
                    best[0] = gpu;
                }
            }
        }
        return best;
    }
}
