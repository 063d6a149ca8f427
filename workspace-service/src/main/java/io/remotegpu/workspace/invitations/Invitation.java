package io.remotegpu.workspace.invitations;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked into a workspace.
 *
 * @param email whose account alone may answer; null for a link, which whoever has it may use
 */
record Invitation(
        long id,
        WorkspaceId workspaceId,
        String workspaceName,
        @Nullable String email,
        Role role,
        CustomerId inviterId,
        String inviterName,
        InvitationStatus status,
        Instant createdAt,
        Instant expiresAt) {

    boolean isOpen() {
        return status == InvitationStatus.PENDING;
    }
}
