package io.remotegpu.workspace.invitations;

import io.remotegpu.contracts.WorkspaceEvent.InvitationAccepted;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.audit.Action;
import io.remotegpu.workspace.audit.AuditLog;
import io.remotegpu.workspace.audit.Entry;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.members.Members;
import io.remotegpu.workspace.tenancy.Tenancy;
import io.remotegpu.workspace.workspaces.Workspaces;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The invited side. Whoever answers is not in the workspace yet, so the platform acts: the token is their right to it, and for an invitation
 * by mail the address of their account besides. Who lacks either learns nothing.
 */
@Service
class Answers {
    private final InvitationRepository invitations;
    private final Workspaces workspaces;
    private final Members members;
    private final Customers customers;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Tenancy tenancy;

    Answers(
            InvitationRepository invitations,
            Workspaces workspaces,
            Members members,
            Customers customers,
            AuditLog audit,
            Outbox outbox,
            Tenancy tenancy) {
        this.invitations = invitations;
        this.workspaces = workspaces;
        this.members = members;
        this.customers = customers;
        this.audit = audit;
        this.outbox = outbox;
        this.tenancy = tenancy;
    }

    @Transactional
    InvitationOffer look(Caller caller, String token) {
        return tenancy.asSystem(() -> InvitationOffer.of(open(caller, token)));
    }

    /**
     * Makes the caller a member; the invitation is used up.
     *
     * @throws PlatformException ALREADY_EXISTS for a member: the invitation stays for whom it is meant
     */
    @Transactional
    WorkspaceId accept(Caller caller, String token) {
        return tenancy.asSystem(() -> accept(caller, open(caller, token)));
    }

    @Transactional
    void decline(Caller caller, String token) {
        tenancy.asSystem(() -> decline(caller, open(caller, token)));
    }

    private WorkspaceId accept(Caller caller, Invitation invitation) {
        WorkspaceId workspace = invitation.workspaceId();
        workspaces.requireActive(workspace);
        customers.ensureKnown(caller.id(), caller.username());
        customers.requireActive(caller.id());
        members.join(workspace, caller.id(), invitation.role());
        invitations.end(invitation.id(), InvitationStatus.ACCEPTED, caller.id());
        Entry entry = Entry.of(Action.INVITATION_ACCEPTED, caller).to(caller.id());
        audit.write(workspace, entry.now(Invitations.described(invitation)));
        outbox.publish(new InvitationAccepted(
                workspace,
                invitation.id(),
                invitation.workspaceName(),
                invitation.inviterId(),
                caller.id(),
                caller.username(),
                invitation.role().wireName()));
        return workspace;
    }

    private void decline(Caller caller, Invitation invitation) {
        customers.ensureKnown(caller.id(), caller.username());
        invitations.end(invitation.id(), InvitationStatus.DECLINED, caller.id());
        Entry entry = Entry.of(Action.INVITATION_DECLINED, caller).to(caller.id());
        audit.write(invitation.workspaceId(), entry.now(Invitations.described(invitation)));
    }

    private Invitation open(Caller caller, String token) {
        return invitations
                .find(new InvitationToken(token))
                .filter(Invitation::isOpen)
                .filter(invitation -> isAddressee(caller, invitation))
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.NOT_FOUND,
                        "there is no open invitation for you here: it was used, withdrawn or is over, or it was sent to another address than your account's; ask for a new one",
                        Map.of("resource", "invitation")));
    }

    private boolean isAddressee(Caller caller, Invitation invitation) {
        return invitation.email() == null || customers.hasEmail(caller.id(), invitation.email());
    }
}
