package io.remotegpu.workspace.snapshots;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Tagged;
import io.remotegpu.workspace.requests.EnvironmentDefaults;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot as people see it. {@code size} in MiB, {@code spec} is what an environment made from it starts with.
 *
 * @param storageHeld MiB that it counts in the storage quotas
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Snapshot(
        SnapshotId id,
        String name,
        String description,
        WorkloadId environmentId,
        WorkspaceId workspaceId,
        CustomerId customerId,
        SnapshotStatus status,
        @Nullable String statusReason,
        EnvironmentDefaults spec,
        @Nullable String image,
        @Nullable Long size,
        @Nullable String hostId,
        @Nullable String hostName,
        @JsonIgnore long storageHeld,
        Instant createdAt,
        @Nullable Instant takenAt)
        implements Tagged {}
