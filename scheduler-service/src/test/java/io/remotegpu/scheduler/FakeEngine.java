package io.remotegpu.scheduler;

import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.RestoreResources;
import io.remotegpu.contracts.NodeCommand.SnapshotCommand;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeCommand.UpdateResources;
import io.remotegpu.contracts.NodeEvent;
import io.remotegpu.contracts.NodeEvent.ResourcesNotUpdated;
import io.remotegpu.contracts.NodeEvent.ResourcesRestored;
import io.remotegpu.contracts.NodeEvent.ResourcesUpdated;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A fake agent's sizes and images. */
public final class FakeEngine {
    private static final long SIZE = 100;
    private final Set<SnapshotId> snapshots = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String refusal;

    /** From now on it changes no size and takes and removes no snapshot, for this reason; null to be willing again. */
    public void refuses(@Nullable String reason) {
        refusal = reason;
    }

    public Set<SnapshotId> snapshots() {
        return Set.copyOf(snapshots);
    }

    NodeEvent answer(UpdateResources update) {
        return refusal == null
                ? new ResourcesUpdated(
                        update.hostId(), update.workloadId(), update.epoch(), update.cpu(), update.memory())
                : new ResourcesNotUpdated(update.hostId(), update.workloadId(), update.epoch(), refusal);
    }

    NodeEvent answer(RestoreResources restore) {
        return new ResourcesRestored(restore.hostId(), restore.workloadId(), restore.epoch());
    }

    NodeEvent answer(SnapshotCommand command) {
        var host = command.hostId();
        var workload = command.workloadId();
        var id = command.snapshotId();
        String no = refusal;
        return switch (command) {
            case TakeSnapshot take ->
                no == null ? taken(take) : new SnapshotNotCommitted(host, workload, take.epoch(), id, no);
            case RemoveSnapshot remove ->
                no == null ? removed(remove) : new SnapshotNotRemoved(host, workload, remove.epoch(), id, no);
        };
    }

    private NodeEvent taken(TakeSnapshot take) {
        snapshots.add(take.snapshotId());
        String image = "remotegpu-snapshot/" + take.snapshotId() + ":latest";
        return new SnapshotCommitted(
                take.hostId(), take.workloadId(), take.epoch(), take.snapshotId(), image, SIZE, Instant.now());
    }

    private NodeEvent removed(RemoveSnapshot remove) {
        snapshots.remove(remove.snapshotId());
        return new SnapshotRemoved(remove.hostId(), remove.workloadId(), remove.epoch(), remove.snapshotId());
    }
}
