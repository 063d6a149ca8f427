package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.requests.IdlePolicy;
import org.jspecify.annotations.Nullable;

/** An environment as far as it matters to whoever watches it. {@code epoch} is that of its run. */
record Watched(
        WorkloadId id,
        String name,
        CustomerId customerId,
        WorkspaceId workspaceId,
        Status status,
        long epoch,
        @Nullable IdlePolicy policy) {}
