package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.Topology;
import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntUnaryOperator;

/** A set of free whole GPUs of one host that are well joined; for one GPU, the one that others would miss least. */
final class NearestGpus {
    private NearestGpus() {}

    static int[] of(Node node, Shape shape) {
        int[] suitable = suitable(node, shape);
        int[] best = first(suitable, shape.gpus());
        if (!node.links().known()) {
            return best;
        }
        for (int seed : suitable) {
            int[] grown = grow(node, suitable, seed, shape.gpus());
            if (value(node, suitable, grown) > value(node, suitable, best)) {
                best = grown;
            }
        }
        return best;
    }

    private static int[] suitable(Node node, Shape shape) {
        int[] suitable = new int[node.gpus()];
        IntUnaryOperator usable = Together.within(node, shape.gpus(), gpu -> Choice.has(node, shape, gpu) ? 1 : 0);
        int count = 0;
        for (int gpu = 0; gpu < suitable.length; gpu++) {
            if (usable.applyAsInt(gpu) > 0) {
                suitable[count++] = gpu;
            }
        }
        int[] found = first(suitable, count);
        return node.sameMemory() ? found : smallestFirst(node, found);
    }

    /** So that larger ones stay free for those who need them. */
    private static int[] smallestFirst(Node node, int[] gpus) {
        return Arrays.stream(gpus)
                .boxed()
                .sorted(Comparator.comparingInt(
                        gpu -> node.host().gpus().get(gpu).memoryTotal()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] first(int[] gpus, int count) {
        return Arrays.copyOf(gpus, count);
    }

    /** From one GPU on, always the one best joined to those taken. */
    private static int[] grow(Node node, int[] suitable, int seed, int count) {
        int[] taken = new int[count];
        taken[0] = seed;
        for (int size = 1; size < count; size++) {
            int best = -1;
            for (int gpu : suitable) {
                if (!contains(taken, size, gpu)
                        && (best < 0 || joined(node, taken, size, gpu) > joined(node, taken, size, best))) {
                    best = gpu;
                }
            }
            taken[size] = best;
        }
        return taken;
    }

    private static boolean contains(int[] taken, int size, int gpu) {
        for (int index = 0; index < size; index++) {
            if (taken[index] == gpu) {
                return true;
            }
        }
        return false;
    }

    private static int joined(Node node, int[] taken, int size, int gpu) {
        int sum = 0;
        for (int index = 0; index < size; index++) {
            sum += node.links().between(taken[index], gpu);
        }
        return sum;
    }

    /** What joins those taken counts double against what their going takes from the rest. */
    private static int value(Node node, int[] suitable, int[] taken) {
        int value = 0;
        for (int gpu : taken) {
            value += 2 * joined(node, taken, taken.length, gpu) - joined(node, suitable, suitable.length, gpu);
        }
        return value;
    }

    /** How far the best choice on this host is from being joined at best, 0 to 1; 0.5 where nobody knows, 0 if one GPU is wanted. */
    static float remoteness(Node node, int[] gpus) {
        if (gpus.length < 2 || !node.links().known()) {
            return gpus.length < 2 ? 0 : 0.5f;
        }
        int joined = 0;
        for (int gpu : gpus) {
            joined += joined(node, gpus, gpus.length, gpu);
        }
        int most = Topology.NEAREST * gpus.length * (gpus.length - 1);
        return 1 - joined / (float) most;
    }
}
