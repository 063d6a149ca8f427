package io.remotegpu.agent.runtime;

import java.util.Optional;

/** What can be seen of containers from outside. */
public record Sight(ContainerLogs logs, Usage usage, Insides insides) {
    /** Where this host cannot look into them. */
    public Sight(ContainerLogs logs, Usage usage) {
        this(logs, usage, id -> Optional.empty());
    }
}
