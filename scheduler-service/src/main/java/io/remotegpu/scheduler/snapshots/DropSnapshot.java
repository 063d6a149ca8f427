package io.remotegpu.scheduler.snapshots;

import io.remotegpu.contracts.Command;
import io.remotegpu.contracts.Event;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.RemoveSnapshot;
import io.remotegpu.contracts.NodeEvent.SnapshotEvent;
import io.remotegpu.contracts.NodeEvent.SnapshotNotRemoved;
import io.remotegpu.contracts.NodeEvent.SnapshotRemoved;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.saga.Saga;
import org.jspecify.annotations.Nullable;

/** Removes a snapshot from the host that keeps it. A silent host is asked again; one that says it is in use is believed. */
record DropSnapshot(
        SnapshotId snapshotId,
        WorkloadId id,
        HostId hostId,
        long epoch,
        @Nullable String hostSaid) {

    // spotless:off
    static final Saga<DropSnapshot> SAGA = Saga.saga("drop-snapshot", 1, DropSnapshot.class)
        .remembering(DropSnapshot::with)
        .concerning(DropSnapshot::concerns)
        .step("remove").insist(DropSnapshot::removeSnapshot).done(SnapshotRemoved.class).failed(SnapshotNotRemoved.class)
        .build();
    // spotless:on

    private boolean concerns(Event event) {
        return event instanceof SnapshotEvent fact
                && fact.snapshotId().equals(snapshotId)
                && fact.hostId().equals(hostId);
    }

    private DropSnapshot with(Event event) {
        return event instanceof SnapshotNotRemoved fact
                ? new DropSnapshot(snapshotId, id, hostId, epoch, fact.reason())
                : this;
    }

    private Command removeSnapshot() {
        return new RemoveSnapshot(hostId, id, epoch, snapshotId);
    }
}
