package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.Arrays;

/** Which GPUs of a host, where the strategy does not care for more than that they suit. */
final class Choice {
    private Choice() {}

    /** Whole GPUs or instances: the nearest to one another, else the first; for a share the fullest GPU that still has it. */
    static int[] of(Node node, Shape shape) {
        if (shape.gpus() == 0) {
            return new int[0];
        }
        if (shape.profile() != null) {
            return instances(node, shape, shape.profile());
        }
        return shape.milli() < Node.WHOLE ? new int[] {tightest(node, shape)} : NearestGpus.of(node, shape);
    }

    static boolean has(Node node, Shape shape, int gpu) {
        return node.free(gpu) >= shape.milli() && node.suits(shape, gpu);
    }

    static int tightest(Node node, Shape shape) {
        int best = -1;
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            if (has(node, shape, gpu) && (best < 0 || node.free(gpu) < node.free(best))) {
                best = gpu;
            }
        }
        return best;
    }

    /** Those GPUs first that have the fewest left: a GPU without any can be cut anew. */
    private static int[] instances(Node node, Shape shape, String profile) {
        int[] chosen = new int[shape.gpus()];
        int[] left = new int[node.gpus()];
        Arrays.setAll(
                left,
                Together.within(node, chosen.length, gpu -> node.suits(shape, gpu) ? node.free(gpu, profile) : 0));
        for (int taken = 0; taken < chosen.length; taken++) {
            int best = -1;
            for (int gpu = 0; gpu < left.length; gpu++) {
                if (left[gpu] > 0 && (best < 0 || left[gpu] < left[best])) {
                    best = gpu;
                }
            }
            chosen[taken] = best;
            left[best]--;
        }
        return chosen;
    }
}
