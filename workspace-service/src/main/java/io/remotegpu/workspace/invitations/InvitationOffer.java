package io.remotegpu.workspace.invitations;

import java.time.Instant;

/** An invitation as the invited see it before they answer. */
record InvitationOffer(long workspaceId, String workspaceName, String invitedBy, String role, Instant expiresAt) {
    static InvitationOffer of(Invitation invitation) {
        return new InvitationOffer(
                invitation.workspaceId().value(),
                invitation.workspaceName(),
                invitation.inviterName(),
                invitation.role().wireName(),
                invitation.expiresAt());
    }
}
