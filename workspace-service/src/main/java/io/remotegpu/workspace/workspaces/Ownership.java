package io.remotegpu.workspace.workspaces;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.audit.Action;
import io.remotegpu.workspace.audit.AuditLog;
import io.remotegpu.workspace.audit.Entry;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.members.Members;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Every workspace has one owner, always: ownership changes hands by gift, or by what becomes of the owner's account. */
@Service
public class Ownership {
    private final WorkspaceRepository workspaces;
    private final Members members;
    private final Customers customers;
    private final WorkspaceAccess access;
    private final AuditLog audit;

    Ownership(
            WorkspaceRepository workspaces,
            Members members,
            Customers customers,
            WorkspaceAccess access,
            AuditLog audit) {
        this.workspaces = workspaces;
        this.members = members;
        this.customers = customers;
        this.access = access;
        this.audit = audit;
    }

    /** The owner of before stays as an admin. */
    @Transactional
    void transfer(Caller caller, WorkspaceId id, CustomerId to) {
        access.require(caller, id, Permission.TRANSFER);
        if (workspaces.lock(id) == WorkspaceType.PERSONAL) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "a personal workspace stays its owner's");
        }
        CustomerId from = workspaces.owner(id);
        if (from.equals(to)) {
            throw new PlatformException(
                    ErrorCode.ALREADY_EXISTS, "customer " + to + " owns the workspace already", Map.of());
        }
        customers.requireActive(to);
        handOver(id, from, to, Entry.of(Action.OWNERSHIP_TRANSFERRED, caller));
    }

    /**
     * What an account leaves behind: its memberships end, what it owned goes to whoever is next, and what nobody is left in is archived.
     * A repeat finds nothing to do.
     */
    @Transactional
    public void settle(CustomerId gone) {
        workspaces.memberships(gone).forEach(workspace -> {
            WorkspaceType type = workspaces.lock(workspace);
            if (workspaces.owner(workspace).equals(gone)) {
                inherit(workspace, type, gone);
            }
            members.forget(workspace, gone);
        });
    }

    /** Opens the personal workspace of an account that is back. */
    @Transactional
    public void reopen(CustomerId back) {
        workspaces
                .reopenPersonal(back)
                .ifPresent(workspace -> audit.write(
                        workspace, Entry.byPlatform(Action.WORKSPACE_REOPENED).to(back)));
    }

    private void inherit(WorkspaceId workspace, WorkspaceType type, CustomerId gone) {
        Optional<CustomerId> heir = type == WorkspaceType.PERSONAL ? Optional.empty() : members.heir(workspace);
        if (heir.isPresent()) {
            handOver(workspace, gone, heir.get(), Entry.byPlatform(Action.OWNERSHIP_TRANSFERRED));
        } else {
            workspaces.archive(workspace);
            audit.write(workspace, Entry.byPlatform(Action.WORKSPACE_ARCHIVED));
        }
    }

    private void handOver(WorkspaceId workspace, CustomerId from, CustomerId to, Entry entry) {
        members.transfer(workspace, from, to, entry.actorId());
        workspaces.setOwner(workspace, to);
        audit.write(
                workspace, entry.to(to).from(Map.of("owner_id", from.value())).now(Map.of("owner_id", to.value())));
    }
}
