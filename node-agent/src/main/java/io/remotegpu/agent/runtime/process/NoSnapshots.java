package io.remotegpu.agent.runtime.process;

import io.remotegpu.agent.runtime.SnapshotImage;
import io.remotegpu.agent.runtime.Snapshots;
import io.remotegpu.agent.runtime.WorkloadFailure;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.Optional;

/** A directory with a shell has no files of its own beside its home, which no snapshot holds. */
final class NoSnapshots implements Snapshots {
    @Override
    public SnapshotImage take(String containerId, SnapshotId snapshot) {
        throw new WorkloadFailure(
                        FailureCause.HOST_ERROR,
                        "this host has no container engine and keeps no images: everything of it is in its home")
                .asException();
    }

    @Override
    public Optional<SnapshotImage> find(SnapshotId snapshot) {
        return Optional.empty();
    }

    @Override
    public void remove(SnapshotId snapshot) {}
}
