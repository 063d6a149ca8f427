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
import io.remotegpu.workspace.customers.Customer;
import io.remotegpu.workspace.customers.Customers;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who belongs to a workspace; every change is told to the others. */
@Service
public class Members {
    private final MemberRepository members;
    private final Customers customers;
    private final Outbox outbox;

    Members(MemberRepository members, Customers customers, Outbox outbox) {
        this.members = members;
        this.customers = customers;
        this.outbox = outbox;
    }

    /** The first member of a new workspace. */
    @Transactional
    public void addOwner(WorkspaceId workspace, CustomerId owner) {
        members.add(workspace, owner, Role.OWNER);
        outbox.publish(new WorkspaceMemberAdded(workspace, owner, Role.OWNER.wireName()));
    }

    @Transactional
    MemberView add(Caller caller, WorkspaceId workspace, NewMember request) {
        Customer customer = invited(caller, request);
        Role role = request.role().role();
        if (!members.add(workspace, customer.id(), role)) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS,
                    customer.username() + " is a member already; change the role instead",
                    Map.of("customer_id", customer.id().value()));
        }
        outbox.publish(new WorkspaceMemberAdded(workspace, customer.id(), role.wireName()));
        return view(workspace, customer.id());
    }

    @Transactional
    MemberView changeRole(WorkspaceId workspace, CustomerId customer, Role role) {
        if (!members.changeRole(workspace, customer, role)) {
            throw noSuchMemberOrOwner(workspace, customer);
        }
        outbox.publish(new WorkspaceMemberAdded(workspace, customer, role.wireName()));
        return view(workspace, customer);
    }

    /** What the member created stays with the workspace. */
    @Transactional
    void remove(WorkspaceId workspace, CustomerId customer) {
        if (!members.remove(workspace, customer)) {
            throw noSuchMemberOrOwner(workspace, customer);
        }
        outbox.publish(new WorkspaceMemberRemoved(workspace, customer));
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
