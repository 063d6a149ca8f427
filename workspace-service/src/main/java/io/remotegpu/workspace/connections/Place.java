package io.remotegpu.workspace.connections;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import java.time.Instant;

/** An environment that runs, and the moment at which its host looked into it. */
record Place(WorkloadId id, CustomerId owner, WorkspaceId workspaceId, String status, long epoch, Instant seenAt) {}
