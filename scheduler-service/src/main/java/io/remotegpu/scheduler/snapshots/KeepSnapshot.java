package io.remotegpu.scheduler.snapshots;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeCommand.TakeSnapshot;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotEvent;
import io.remotegpu.contracts.NodeEvent.SnapshotNotCommitted;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Saga;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps a running workload's files as an image on its host. A host that stays silent is asked until it shows that nothing of it is left. */
record KeepSnapshot(
        SnapshotId snapshotId,
        WorkloadId id,
        HostId hostId,
        String hostName,
        long epoch,
        @Nullable SnapshotCommitted committed,
        @Nullable SnapshotNotCommitted refused) {

    /** Gigabytes are written while the workload stands still. */
    static final Duration COMMIT_WITHIN = Duration.ofMinutes(30);

    // spotless:off
    static final Saga<KeepSnapshot> SAGA = Saga.saga("keep-snapshot", 1, KeepSnapshot.class)
        .remembering(KeepSnapshot::with)
        .concerning(KeepSnapshot::concerns)
        .step("commit").send(KeepSnapshot::takeSnapshot).done(SnapshotCommitted.class).failed(SnapshotNotCommitted.class).within(COMMIT_WITHIN)
                       .undo(KeepSnapshot::removeSnapshot)                            .undone(SnapshotRemoved.class)
        .build();
    // spotless:on

    private boolean concerns(Event event) {
        return event instanceof SnapshotEvent fact
                && fact.snapshotId().equals(snapshotId)
                && fact.hostId().equals(hostId);
    }

    private KeepSnapshot with(Event event) {
        var done = event instanceof SnapshotCommitted fact ? fact : committed;
        var failed = event instanceof SnapshotNotCommitted fact ? fact : refused;
        return new KeepSnapshot(snapshotId, id, hostId, hostName, epoch, done, failed);
    }

    private Command takeSnapshot() {
        return new TakeSnapshot(hostId, id, epoch, snapshotId);
    }

    private Command removeSnapshot() {
        return new RemoveSnapshot(hostId, id, epoch, snapshotId);
    }
}
