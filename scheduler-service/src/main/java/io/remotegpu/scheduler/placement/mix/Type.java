package io.remotegpu.scheduler.placement.mix;

import io.remotegpu.scheduler.placement.index.Shape;

/** One kind of request and how likely the next request is of this kind. */
public record Type(Shape shape, double probability) {
    /** The GPUs it takes in all; 1.0 is one. */
    public double gpus() {
        return shape.totalMilli() / 1000.0;
    }

    public boolean takesGpus() {
        return shape.gpus() > 0 && shape.profile() == null;
    }
}
