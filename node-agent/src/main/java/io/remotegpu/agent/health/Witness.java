package io.remotegpu.agent.health;

import java.util.List;

/** What can be said from outside about a container that claims not to reach its GPUs: its own word would let its owner use or keep them unpaid. */
@FunctionalInterface
public interface Witness {
    /** Simulated GPUs are nothing that could be kept from others. */
    Witness BELIEVES = (container, gpus) -> true;

    /** Whether it is so; false also where that cannot be told. */
    boolean confirms(String containerId, List<String> gpus);
}
