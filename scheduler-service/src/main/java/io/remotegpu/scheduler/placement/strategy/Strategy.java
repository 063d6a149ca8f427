package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;

/**
 * What makes one fitting host better than another. A cost has two parts: one that depends on the host alone, kept until the host changes,
 * and a price for what is scarce in the whole fleet, looked up anew for every decision.
 */
public interface Strategy {
    /** The host's part, smaller is better. Asked only where the shape fits. */
    float cost(Node node, Shape shape);

    /** Which of the GPUs that suit: positions on the host, one for each GPU, share or instance. The cost is that of this choice. */
    int[] choose(Node node, Shape shape);

    /** Which entry of {@link #prices} is to be added for this host. Kept as long as the cost. */
    default int priceOf(Node node, Shape shape) {
        return 0;
    }

    /** The prices now for this shape; the first is for hosts that are not scarce. */
    default float[] prices(Shape shape) {
        return FREE;
    }

    /** A request of this shape came, whether it found a place or not. */
    default void seen(Shape shape) {}

    /** A host is there in this state. */
    default void entered(Node node) {}

    /** It is no longer in the state in which it entered. */
    default void left(Node node) {}

    /** Grows when costs given before are void. */
    default int version() {
        return 0;
    }

    /** How hosts of equal cost are told apart. */
    default Tie tie() {
        return Tie.FIXED_ORDER;
    }

    enum Tie {
        FIXED_ORDER,
        RANDOM
    }

    float[] FREE = {0};
}
