package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workload, where it is wanted and where it is.
 *
 * @param departing whether it is to leave its host with its home
 * @param hostId where it is or was last, null if it never had a place
 * @param home the host that has its files, or the snapshot it is made from; null until it ran once
 * @param epoch of its latest lease, 0 if it never had one
 * @param attempts how many starts in a row failed in a way that another try may cure
 * @param avoided the hosts those starts failed on
 * @param snapshotId what it was made from, null if from an image that any host can get
 */
record Allocation(
        WorkloadId id,
        CustomerId customerId,
        WorkspaceId workspaceId,
        String name,
        Workload workload,
        Desired desired,
        boolean restartWanted,
        boolean departing,
        Phase phase,
        @Nullable HostId hostId,
        @Nullable HostId home,
        long epoch,
        @Nullable String containerId,
        int attempts,
        List<HostId> avoided,
        @Nullable Instant startedAt,
        @Nullable Instant stoppedAt,
        Scheduling scheduling,
        @Nullable SnapshotId snapshotId) {

    NextMove nextMove() {
        return NextMove.of(desired, restartWanted, departing, phase);
    }

    PlacementRequest placementRequest() {
        return new PlacementRequest(workload, home, Set.copyOf(avoided));
    }
}
