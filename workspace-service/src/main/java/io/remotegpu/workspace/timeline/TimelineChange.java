package io.remotegpu.workspace.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import java.time.Instant;

/** An entry of some environment's timeline, as a stream over all of them tells it. */
record TimelineChange(
        @JsonIgnore StreamPosition position,
        WorkloadId environmentId,
        String name,
        WorkspaceId workspaceId,
        Instant at,
        String type,
        String status,
        String message,
        String actor) {}
