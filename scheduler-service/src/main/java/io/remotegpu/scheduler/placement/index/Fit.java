package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.Constraint;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.index.Shape.Verdict;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The hard constraints. */
final class Fit {
    private Fit() {}

    /** The first constraint that keeps it away, null if it fits. */
    static @Nullable Constraint lacking(Node node, Shape shape) {
        Demand demand = shape.demand();
        if (node.cpu() < shape.cpu()) {
            return told(node, demand, Constraint.CPU);
        }
        if (node.memory() < demand.memory()) {
            return told(node, demand, Constraint.MEMORY);
        }
        if (node.disk() < demand.disk()) {
            return told(node, demand, Constraint.DISK);
        }
        if (!hasGpus(node, shape)) {
            return told(node, demand, ofGpus(node, shape));
        }
        return told(node, demand, node.ports() < demand.ports() ? Constraint.PORTS : null);
    }

    /** What no departure would change comes first; it is looked at last because it is slower to find out. */
    private static @Nullable Constraint told(Node node, Demand demand, @Nullable Constraint otherwise) {
        if (node.plain() && demand.labels().isEmpty()) {
            return otherwise;
        }
        FleetHost host = node.host();
        if (host.closedBecause() != null) {
            return Constraint.CLOSED;
        }
        if (!demand.labels().isEmpty()
                && !host.labels().entrySet().containsAll(demand.labels().entrySet())) {
            return Constraint.LABELS;
        }
        if (!host.taints().isEmpty() && !demand.tolerations().containsAll(host.taints())) {
            return Constraint.TAINTS;
        }
        return otherwise;
    }

    private static boolean hasGpus(Node node, Shape shape) {
        int wanted = shape.gpus();
        if (wanted == 0) {
            return true;
        }
        if (shape.profile() != null) {
            return instances(node, shape, gpu -> node.suits(shape, gpu)) >= wanted;
        }
        if (node.idle() < wanted * shape.milli()) {
            return false;
        }
        if (wanted > 1 && node.machines().several()) {
            return free(node, shape, gpu -> node.suits(shape, gpu)) >= wanted;
        }
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            if (node.free(gpu) >= shape.milli() && node.suits(shape, gpu) && --wanted == 0) {
                return true;
            }
        }
        return false;
    }

    private static int instances(Node node, Shape shape, IntPredicate acceptable) {
        String profile = String.valueOf(shape.profile());
        return node.machines().most(gpu -> acceptable.test(gpu) ? node.free(gpu, profile) : 0);
    }

    private static Constraint ofGpus(Node node, Shape shape) {
        if (shape.profile() != null) {
            return Constraint.MIG_PROFILE;
        }
        if (free(node, shape, gpu -> true) < shape.gpus()) {
            return shape.milli() < Node.WHOLE ? Constraint.GPU_SHARE : Constraint.GPU_COUNT;
        }
        if (free(node, shape, gpu -> shape.verdict(node.gpuClass(gpu)) != Verdict.OTHER_MODEL) < shape.gpus()) {
            return Constraint.GPU_MODEL;
        }
        return free(node, shape, gpu -> shape.accepts(node.gpuClass(gpu))) < shape.gpus()
                ? Constraint.GPU_MEMORY
                : Constraint.GPU_RESERVED;
    }

    private static int free(Node node, Shape shape, IntPredicate acceptable) {
        return node.machines().most(gpu -> node.free(gpu) >= shape.milli() && acceptable.test(gpu) ? 1 : 0);
    }
}
