package io.remotegpu.workspace.workspaces;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Tagged;
import io.remotegpu.workspace.access.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A workspace as one caller sees it; {@code myRole} is missing for an administrator who is no member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkspaceView(
        WorkspaceId id,
        UUID uuid,
        String name,
        String description,
        String type,
        CustomerId ownerId,
        int memberCount,
        String status,
        @Nullable Role myRole,
        Instant createdAt)
        implements Tagged {}
