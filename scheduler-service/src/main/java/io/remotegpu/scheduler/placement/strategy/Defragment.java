package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import io.remotegpu.scheduler.placement.mix.Learner;
import io.remotegpu.scheduler.placement.mix.Outlook;

/**
 * Places so that what stays free suits the requests that are seen: where the least GPU is expected to stay unused for good. Hosts that
 * large requests will need, and GPUs that others insist on, are dearer the scarcer they are.
 */
public final class Defragment implements Strategy {
    /** Fills hosts in one fixed order where nothing else speaks: what empties later then empties together. */
    private static final float ORDER = 20;
    /** For each GPU that would stay free on the host. */
    private static final float OPEN = 2;

    /** For GPUs that are wanted together and are only joined by the machine; half of it where nobody knows. */
    private static final float REMOTE = 200;

    private final Learner learner = new Learner();
    private final Scarcity scarcity = new Scarcity();
    private final int[] shareGoesTo = new int[1];

    @Override
    public void seen(Shape shape) {
        learner.see(shape);
        scarcity.follow(learner.current());
    }

    @Override
    public void entered(Node node) {
        scarcity.count(node, 1);
    }

    @Override
    public void left(Node node) {
        scarcity.count(node, -1);
    }

    @Override
    public int version() {
        return learner.version();
    }

    @Override
    public float cost(Node node, Shape shape) {
        return growth(node, shape) + ORDER * node.order() + OPEN * node.wholeFree();
    }

    private float growth(Node node, Shape shape) {
        Outlook outlook = learner.current();
        if (outlook == null) {
            return 0;
        }
        if (!node.remembers(learner.version())) {
            node.remember(learner.version(), outlook.loss(node));
        }
        return after(outlook, node, shape) - node.remembered();
    }

    private float after(Outlook outlook, Node node, Shape shape) {
        if (shape.profile() != null || shape.gpus() == 0) {
            return outlook.loss(node, shape, 0);
        }
        if (shape.milli() < Node.WHOLE) {
            return outlook.lossOfShare(node, shape, shareGoesTo);
        }
        if (node.uniform()) {
            return outlook.loss(node, shape, shape.gpus()) + (shape.gpus() > 1 ? REMOTE / 2 : 0);
        }
        int[] gpus = NearestGpus.of(node, shape);
        return outlook.loss(node, shape, gpus) + REMOTE * NearestGpus.remoteness(node, gpus);
    }

    @Override
    public int[] choose(Node node, Shape shape) {
        Outlook outlook = learner.current();
        if (outlook == null || shape.gpus() != 1 || shape.milli() == Node.WHOLE || shape.profile() != null) {
            return Choice.of(node, shape);
        }
        outlook.lossOfShare(node, shape, shareGoesTo);
        return shareGoesTo.clone();
    }

    @Override
    public int priceOf(Node node, Shape shape) {
        return scarcity.priceOf(node, shape);
    }

    @Override
    public float[] prices(Shape shape) {
        return scarcity.prices(shape);
    }
}
