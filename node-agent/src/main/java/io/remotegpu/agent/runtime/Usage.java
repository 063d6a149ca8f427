package io.remotegpu.agent.runtime;

import java.util.Optional;

/** What containers use. */
public interface Usage {
    /** Empty if it does not run. May take seconds; any RuntimeException says that the runtime does not answer. */
    Optional<ContainerUsage> of(String containerId);
}
