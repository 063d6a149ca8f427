package io.remotegpu.agent.runtime;

import java.util.Optional;

/** Lets the host look into containers. */
public interface Insides {
    /** Empty if it does not run, or runs where this host cannot look. Any RuntimeException says that the runtime does not answer. */
    Optional<Inside> of(String containerId);
}
