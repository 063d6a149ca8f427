package io.remotegpu.workspace.members;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberAdded;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceMemberRemoved;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.workspace.access.Role;
import io.remotegpu.workspace.audit.Action;
import io.remotegpu.workspace.audit.AuditLog;
import io.remotegpu.workspace.audit.Entry;
import io.remotegpu.workspace.customers.Customer;
import io.remotegpu.workspace.customers.Customers;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs to a workspace; every change is told to the others. */
@Service
public class Members {
    private final MemberRepository members;
    private final Customers customers;
    private final MemberStops stops;
    private final AuditLog audit;
    private final Outbox outbox;

    Members(MemberRepository members, Customers customers, MemberStops stops, AuditLog audit, Outbox outbox) {
        this.members = members;
        this.customers = customers;
        this.stops = stops;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** The first member of a new workspace. */
    @Transactional
    public void addOwner(WorkspaceId workspace, CustomerId owner) {
        members.add(workspace, owner, Role.OWNER);
        outbox.publish(new WorkspaceMemberAdded(workspace, owner, Role.OWNER.wireName(), owner));
    }

    /**
     * Makes somebody a member who was invited.
     *
     * @throws PlatformException ALREADY_EXISTS for a member, whose role stays what it is
     */
    @Transactional
    public void join(WorkspaceId workspace, CustomerId customer, Role role) {
        if (!members.add(workspace, customer, role)) {
            throw alreadyMember(customer, "a member");
        }
        outbox.publish(new WorkspaceMemberAdded(workspace, customer, role.wireName(), customer));
    }

    /** @throws PlatformException FORBIDDEN for a personal workspace, which stays its owner's alone */
    public void requireShared(WorkspaceId workspace) {
        if (members.isPersonal(workspace)) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "a personal workspace is its owner's alone; make a team and invite people there");
        }
    }

    /** @throws PlatformException FORBIDDEN for who was in the workspace and left it, until they are back */
    public void requireNotLeft(WorkspaceId workspace, CustomerId customer) {
        if (members.hasLeft(workspace, customer)) {
            String message = "who made it has left the workspace and would pay for it; invite them back or delete it";
            throw new PlatformException(ErrorCode.FORBIDDEN, message, Map.of("customer_id", customer.value()));
        }
    }

    /** Whether they are in it now, whatever they may do there. */
    public boolean contains(WorkspaceId workspace, CustomerId customer) {
        return members.find(workspace, customer).isPresent();
    }

    /**
     * Makes a member the owner and the owner of before an admin. The caller has locked the workspace.
     *
     * @param actor who wants it; null for the platform
     * @throws PlatformException NOT_FOUND unless {@code to} is a member
     */
    @Transactional
    public void transfer(WorkspaceId workspace, CustomerId from, CustomerId to, @Nullable CustomerId actor) {
        if (!contains(workspace, to)) {
            throw PlatformException.notFound("member", to);
        }
        members.transfer(workspace, from, to);
        outbox.publish(new WorkspaceMemberAdded(workspace, from, Role.ADMIN.wireName(), actor));
        outbox.publish(new WorkspaceMemberAdded(workspace, to, Role.OWNER.wireName(), actor));
    }

    /** Who takes over when the owner is gone: an admin before a member before a viewer, and of those who is there longest. */
    public Optional<CustomerId> heir(WorkspaceId workspace) {
        return members.heir(workspace);
    }

    /** Takes out whose account is gone; that they were no member, or own it, changes nothing. */
    @Transactional
    public void forget(WorkspaceId workspace, CustomerId customer) {
        if (members.remove(workspace, customer)) {
            outbox.publish(new WorkspaceMemberRemoved(workspace, customer, null));
            audit.write(workspace, Entry.byPlatform(Action.MEMBER_REMOVED).to(customer));
        }
    }

    @Transactional
    MemberView add(Caller caller, WorkspaceId workspace, NewMember request) {
        requireShared(workspace);
        Customer customer = invited(caller, request);
        Role role = request.role().role();
        if (!members.add(workspace, customer.id(), role)) {
            throw alreadyMember(customer.id(), customer.username());
        }
        outbox.publish(new WorkspaceMemberAdded(workspace, customer.id(), role.wireName(), caller.id()));
        audit.write(
                workspace,
                Entry.of(Action.MEMBER_ADDED, caller).to(customer.id()).now(roleOf(role)));
        return view(workspace, customer.id());
    }

    @Transactional
    MemberView changeRole(Caller caller, WorkspaceId workspace, CustomerId customer, Role role) {
        Role before = view(workspace, customer).role();
        if (!members.changeRole(workspace, customer, role)) {
            throw noSuchMemberOrOwner(workspace, customer);
        }
        outbox.publish(new WorkspaceMemberAdded(workspace, customer, role.wireName(), caller.id()));
        Entry changed = Entry.of(Action.MEMBER_ROLE_CHANGED, caller).to(customer);
        audit.write(workspace, changed.from(roleOf(before)).now(roleOf(role)));
        return view(workspace, customer);
    }

    /** What the member created stays with the workspace; what of it runs by their keys and at their cost stops. */
    @Transactional
    void remove(Caller caller, WorkspaceId workspace, CustomerId customer) {
        if (!members.remove(workspace, customer)) {
            throw noSuchMemberOrOwner(workspace, customer);
        }
        stops.stopAllOf(workspace, customer);
        outbox.publish(new WorkspaceMemberRemoved(workspace, customer, caller.id()));
        Action action = caller.id().equals(customer) ? Action.MEMBER_LEFT : Action.MEMBER_REMOVED;
        audit.write(workspace, Entry.of(action, caller).to(customer));
    }

    private static Map<String, Object> roleOf(Role role) {
        return Map.of("role", role.wireName());
    }

    private static PlatformException alreadyMember(CustomerId customer, String name) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                name + " is in the workspace already; change the role instead",
                Map.of("customer_id", customer.value()));
    }

    private Customer invited(Caller caller, NewMember request) {
        Long number = request.customerId();
        String email = request.email();
        if (number != null && email == null) {
            return acquaintance(caller, new CustomerId(number));
        }
        if (email != null && number == null) {
            return customers
                    .findByEmail(email)
                    .orElseThrow(() -> FieldError.refuse("email", "must be that of a registered customer"));
        }
        throw FieldError.refuse("customer_id", "or email must name the new member, one of the two");
    }

    /** Numbers can be counted through, so they name only people whom the caller works with already; others are invited by mail address. */
    private Customer acquaintance(Caller caller, CustomerId id) {
        return customers
                .find(id)
                .filter(customer -> caller.isAdmin() || members.know(caller.id(), id))
                .orElseThrow(() -> PlatformException.notFound("customer", id));
    }

    private MemberView view(WorkspaceId workspace, CustomerId customer) {
        return members.find(workspace, customer).orElseThrow(() -> PlatformException.notFound("member", customer));
    }

    private PlatformException noSuchMemberOrOwner(WorkspaceId workspace, CustomerId customer) {
        boolean owner = members.find(workspace, customer)
                .filter(member -> member.role() == Role.OWNER)
                .isPresent();
        return owner
                ? new PlatformException(
                        ErrorCode.FORBIDDEN, "the owner stays the owner; transfer the workspace to someone else first")
                : PlatformException.notFound("member", customer);
    }
}
