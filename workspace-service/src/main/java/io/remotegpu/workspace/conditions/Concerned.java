package io.remotegpu.workspace.conditions;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;

/** An environment that runs, as far as it matters to whoever tells of it. */
record Concerned(
        WorkloadId id, String name, CustomerId customerId, WorkspaceId workspaceId, String status, long epoch) {}
