package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.SnapshotId;
import java.util.Optional;

/** Containers kept as images on this host. A PlatformException that carries a {@link WorkloadFailure} says why something cannot be done. */
public interface Snapshots {
    /** Keeps the files of a running container, without its volumes; nothing of it is left if that fails. A repeat finds the first one's image. */
    SnapshotImage take(String containerId, SnapshotId snapshot);

    Optional<SnapshotImage> find(SnapshotId snapshot);

    /** Fine if there is none. Refuses while a container uses it. */
    void remove(SnapshotId snapshot);
}
