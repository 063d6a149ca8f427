package io.remotegpu.workspace.invitations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as those see it who manage members.
 *
 * @param token of a link, shown once: when it is made, and when it is made anew
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationView(
        long id,
        @Nullable String email,
        String role,
        InvitationStatus status,
        long invitedBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String token) {

    static InvitationView of(Invitation invitation) {
        return new InvitationView(
                invitation.id(),
                invitation.email(),
                invitation.role().wireName(),
                invitation.status(),
                invitation.inviterId().value(),
                invitation.createdAt(),
                invitation.expiresAt(),
                null);
    }

    /** With the token, if whoever invited has to carry it themselves. */
    static InvitationView of(Invitation invitation, InvitationToken token) {
        InvitationView view = of(invitation);
        return invitation.email() != null
                ? view
                : new InvitationView(
                        view.id,
                        null,
                        view.role,
                        view.status,
                        view.invitedBy,
                        view.createdAt,
                        view.expiresAt,
                        token.text());
    }
}
