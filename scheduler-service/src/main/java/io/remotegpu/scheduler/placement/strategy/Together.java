package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Machines;
import io.remotegpu.scheduler.placement.index.Node;
import java.util.function.IntUnaryOperator;

/** In which machine of a host a request is served, where the host stands for several. */
final class Together {
    private Together() {}

    /** Of those that have enough the one with the least, so that larger ones stay whole for those who need them. */
    static int machine(Node node, int wanted, IntUnaryOperator ofGpu) {
        int[] amounts = node.machines().sums(ofGpu);
        int best = -1;
        for (int machine = 0; machine < amounts.length; machine++) {
            if (amounts[machine] >= wanted && (best < 0 || amounts[machine] < amounts[best])) {
                best = machine;
            }
        }
        return best;
    }

    /** Which GPUs may be looked at: all, or those of that one machine. */
    static IntUnaryOperator within(Node node, int wanted, IntUnaryOperator ofGpu) {
        Machines machines = node.machines();
        if (!machines.several()) {
            return ofGpu;
        }
        int machine = machine(node, wanted, ofGpu);
        return gpu -> machines.of(gpu) == machine ? ofGpu.applyAsInt(gpu) : 0;
    }
}
