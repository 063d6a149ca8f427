package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;

/** The least loaded host: where the fullest of its resources is emptiest. */
public final class Balance implements Strategy {
    @Override
    public float cost(Node node, Shape shape) {
        Room all = node.host().capacity();
        float load = Math.max(
                load(node.cpu() / 1000.0, all.cpu()),
                Math.max(load(node.memory(), all.memory()), load(node.idle(), 1000.0 * node.gpus())));
        return shape.gpus() == 0 ? load + node.gpus() : load;
    }

    private static float load(double free, double all) {
        return all == 0 ? 0 : (float) (1 - free / all);
    }

    /** The emptiest GPU that still has the share. */
    @Override
    public int[] choose(Node node, Shape shape) {
        if (shape.gpus() != 1 || shape.milli() == Node.WHOLE || shape.profile() != null) {
            return Choice.of(node, shape);
        }
        int best = -1;
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            if (Choice.has(node, shape, gpu) && (best < 0 || node.free(gpu) > node.free(best))) {
                best = gpu;
            }
        }
        return new int[] {best};
    }
}
