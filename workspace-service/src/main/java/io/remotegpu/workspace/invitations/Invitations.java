package io.remotegpu.workspace.invitations;

import io.remotegpu.contracts.WorkspaceEvent.InvitationSent;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.audit.Action;
import io.remotegpu.workspace.audit.AuditLog;
import io.remotegpu.workspace.audit.Entry;
import io.remotegpu.workspace.customers.Customer;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.members.Members;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inviting side. A mail's token is told to whom it is addressed; a link's to whoever made it, and to nobody else. */
@Service
class Invitations {
    private final InvitationRepository invitations;
    private final InvitationProperties properties;
    private final Members members;
    private final Customers customers;
    private final WorkspaceAccess access;
    private final AuditLog audit;
    private final Outbox outbox;
    private final Clock clock;

    Invitations(
            InvitationRepository invitations,
            InvitationProperties properties,
            Members members,
            Customers customers,
            WorkspaceAccess access,
            AuditLog audit,
            Outbox outbox,
            Clock clock) {
        this.invitations = invitations;
        this.properties = properties;
        this.members = members;
        this.customers = customers;
        this.access = access;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws PlatformException ALREADY_EXISTS for a member, and for an address with an open invitation */
    @Transactional
    InvitationView invite(Caller caller, WorkspaceId workspace, NewInvitation wanted) {
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        members.requireShared(workspace);
        customers.ensureKnown(caller.id(), caller.username());
        requireRoom(workspace);
        requireNoMember(workspace, wanted);
        InvitationToken token = InvitationToken.random();
        long id = invitations
                .insert(workspace, wanted.email(), wanted.role().role(), token, caller.id(), expiry())
                .orElseThrow(() -> alreadyInvited(wanted));
        return sent(caller, find(workspace, id), token, Action.INVITATION_SENT);
    }

    /** With a new token and a new lifetime; an expired one opens again. */
    @Transactional
    InvitationView sendAgain(Caller caller, WorkspaceId workspace, long id) {
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        Invitation invitation = find(workspace, id);
        if (!invitation.isOpen() && invitation.status() != InvitationStatus.EXPIRED) {
            throw ended(invitation);
        }
        InvitationToken token = InvitationToken.random();
        invitations.renew(id, token, expiry());
        return sent(caller, find(workspace, id), token, Action.INVITATION_SENT_AGAIN);
    }

    /** A repeat changes nothing. */
    @Transactional
    void withdraw(Caller caller, WorkspaceId workspace, long id) {
        access.require(caller, workspace, Permission.MANAGE_MEMBERS);
        Invitation invitation = find(workspace, id);
        switch (invitation.status()) {
            case PENDING, EXPIRED -> {
                invitations.end(id, InvitationStatus.WITHDRAWN, null);
                audit.write(
                        workspace, Entry.of(Action.INVITATION_WITHDRAWN, caller).now(described(invitation)));
            }
            case WITHDRAWN -> {}
            case ACCEPTED, DECLINED -> throw ended(invitation);
        }
    }

    static Map<String, Object> described(Invitation invitation) {
        String to = Objects.requireNonNullElse(invitation.email(), "link");
        return Map.of("to", to, "role", invitation.role().wireName());
    }

    private InvitationView sent(Caller caller, Invitation invitation, InvitationToken token, Action action) {
        audit.write(invitation.workspaceId(), Entry.of(action, caller).now(described(invitation)));
        String email = invitation.email();
        if (email != null) {
            outbox.publish(new InvitationSent(
                    invitation.workspaceId(),
                    invitation.id(),
                    invitation.workspaceName(),
                    caller.id(),
                    caller.username(),
                    email,
                    customers.findByEmail(email).map(Customer::id).orElse(null),
                    invitation.role().wireName(),
                    token.text(),
                    invitation.expiresAt()));
        }
        return InvitationView.of(invitation, token);
    }

    private void requireRoom(WorkspaceId workspace) {
        invitations.withdrawExpired(workspace);
        if (invitations.open(workspace) >= properties.open()) {
            throw new PlatformException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "the workspace has " + properties.open() + " open invitations; withdraw some first",
                    Map.of("resource", "invitations", "limit", properties.open()));
        }
    }

    private void requireNoMember(WorkspaceId workspace, NewInvitation wanted) {
        String email = wanted.email();
        if (email == null) {
            return;
        }
        customers
                .findByEmail(email)
                .filter(customer -> members.contains(workspace, customer.id()))
                .ifPresent(member -> {
                    throw new PlatformException(
                            ErrorCode.ALREADY_EXISTS,
                            "whoever has this address is a member already",
                            Map.of("email", email));
                });
    }

    private Invitation find(WorkspaceId workspace, long id) {
        return invitations.find(workspace, id).orElseThrow(() -> PlatformException.notFound("invitation", id));
    }

    private Instant expiry() {
        return clock.instant().plus(properties.lifetime());
    }

    private static PlatformException alreadyInvited(NewInvitation wanted) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "this address is invited already; send that invitation again, or withdraw it",
                Map.of("email", Objects.requireNonNullElse(wanted.email(), "")));
    }

    private static PlatformException ended(Invitation invitation) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "the invitation was " + invitation.status().wireName() + " already; make a new one",
                Map.of("status", invitation.status().wireName()));
    }
}
