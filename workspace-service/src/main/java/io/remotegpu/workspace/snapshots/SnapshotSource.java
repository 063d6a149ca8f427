package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.requests.EnvironmentDefaults;

/** The environment that a snapshot is taken of, as far as it matters here. */
record SnapshotSource(
        WorkloadId id, CustomerId customerId, WorkspaceId workspaceId, String status, EnvironmentDefaults spec) {
    boolean runs() {
        return status.equals("running");
    }
}
