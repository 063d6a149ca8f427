package io.remotegpu.scheduler.placement.mix;

import io.remotegpu.scheduler.placement.index.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an {@link Outlook} that fits what was seen lately. A new one is worked out in small pieces, one with each request, so that no
 * request waits for it, no thread is needed, and the same history always gives the same outlook.
 */
public final class Learner {
    private static final int WARM_UP = 20;
    private static final int CHECK_EVERY = 32;
    /** An outlook stays until the mix has moved by more than this part. */
    private static final double TOLERANCE = 0.08;

    private final Mix mix = new Mix();
    private @Nullable Outlook current;
    private @Nullable Outlook next;
    private int version;
    private int seen;
    private int gpuClasses;

    public void see(Shape shape) {
        mix.see(shape);
        seen++;
        if (next != null) {
            proceed(next);
        } else if (seen >= WARM_UP
                && (seen % CHECK_EVERY == 0 || gpuClasses != shape.gpuClasses())
                && outdated(shape)) {
            gpuClasses = shape.gpuClasses();
            next = new Outlook(mix.types());
        }
    }

    private boolean outdated(Shape shape) {
        return current == null || gpuClasses != shape.gpuClasses() || mix.distance(current.types()) > TOLERANCE;
    }

    private void proceed(Outlook outlook) {
        if (!outlook.work()) {
            current = outlook;
            next = null;
            version++;
        }
    }

    /** Null before enough was seen. */
    public @Nullable Outlook current() {
        return current;
    }

    /** Grows with each new outlook. */
    public int version() {
        return version;
    }
}
