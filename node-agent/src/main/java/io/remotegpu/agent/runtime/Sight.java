package io.remotegpu.agent.runtime;

import java.util.Optional;

/** What can be seen of containers from outside. */
public record Sight(ContainerLogs logs, Usage usage, Insides insides, Disks disks) {
    /** Where this host sees no files of theirs. */
    public Sight(ContainerLogs logs, Usage usage, Insides insides) {
        this(logs, usage, insides, Disks.ELSEWHERE);
    }

    /** Where this host cannot look into them either. */
    public Sight(ContainerLogs logs, Usage usage) {
        this(logs, usage, id -> Optional.empty());
    }
}
