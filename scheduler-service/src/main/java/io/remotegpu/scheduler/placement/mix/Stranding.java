package io.remotegpu.scheduler.placement.mix;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** How much GPU on a host will find no CPU, or no memory, left beside it, when the rest of its GPUs is taken by the usual mix. */
final class Stranding {
    private static final int STEPS = 64;
    private static final float RANGE = 4;
    /** The normal loss function: what a standard normal exceeds a threshold by, on average. */
    private static final float[] LOSS = losses();

    private final float mean;
    private final float deviation;

    private Stranding(double mean, double deviation) {
        this.mean = (float) mean;
        this.deviation = (float) deviation;
    }

    /** @param amount how much of the other resource a request takes */
    static Stranding of(List<Type> types, ToDoubleFunction<Type> amount, double spread) {
        double gpus = 0;
        double amounts = 0;
        for (Type type : types) {
            if (type.takesGpus()) {
                gpus += type.probability() * type.gpus();
                amounts += type.probability() * amount.applyAsDouble(type);
            }
        }
        double mean = gpus == 0 ? 0 : amounts / gpus;
        double squares = 0;
        for (Type type : types) {
            if (type.takesGpus()) {
                squares += type.probability() * Math.pow(amount.applyAsDouble(type) - mean * type.gpus(), 2);
            }
        }
        return new Stranding(mean, gpus == 0 ? 0 : spread * Math.sqrt(squares / gpus));
    }

    private static float[] losses() {
        float[] losses = new float[(int) (2 * RANGE * STEPS) + 2];
        double step = 1.0 / STEPS;
        double above = 0;
        double loss = 0;
        for (int index = losses.length - 1; index >= 0; index--) {
            double z = -RANGE + index * step;
            losses[index] = (float) loss;
            double density = Math.exp(-(z - step / 2) * (z - step / 2) / 2) / Math.sqrt(2 * Math.PI);
            loss += step * (above + density * step / 2);
            above += density * step;
        }
        return losses;
    }

    /**
     * @param free of the other resource
     * @param gpus idle on the host, 0.5 for half of one
     * @param root the square root of the same
     * @return thousandths of GPUs
     */
    float of(float free, float gpus, float root) {
        float spare = free - mean * gpus;
        float sd = deviation * root;
        if (spare >= RANGE * sd) {
            return 0;
        }
        float lacking = sd == 0 ? -spare : sd * loss(spare / sd);
        return Math.min(gpus, lacking / mean) * 1000;
    }

    private static float loss(float z) {
        if (z <= -RANGE) {
            return -z;
        }
        if (z >= RANGE) {
            return 0;
        }
        float at = (z + RANGE) * STEPS;
        int below = (int) at;
        return LOSS[below] + (at - below) * (LOSS[below + 1] - LOSS[below]);
    }
}
