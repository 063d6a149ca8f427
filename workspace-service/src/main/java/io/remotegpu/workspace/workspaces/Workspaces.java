package io.remotegpu.workspace.workspaces;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceEvent.WorkspaceCreated;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.web.Caller;
import io.remotegpu.web.FieldError;
import io.remotegpu.web.Precondition;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.audit.Action;
import io.remotegpu.workspace.audit.AuditLog;
import io.remotegpu.workspace.audit.Entry;
import io.remotegpu.workspace.customers.Customers;
import io.remotegpu.workspace.members.Members;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Workspaces come and go here; each is told to the others. */
@Service
public class Workspaces {
    private final WorkspaceRepository workspaces;
    private final Members members;
    private final Customers customers;
    private final WorkspaceAccess access;
    private final AuditLog audit;
    private final Outbox outbox;

    Workspaces(
            WorkspaceRepository workspaces,
            Members members,
            Customers customers,
            WorkspaceAccess access,
            AuditLog audit,
            Outbox outbox) {
        this.workspaces = workspaces;
        this.members = members;
        this.customers = customers;
        this.access = access;
        this.audit = audit;
        this.outbox = outbox;
    }

    /** Gives a customer, who is known already, the one workspace that is their own; a repeat changes nothing. */
    @Transactional
    public void createPersonal(CustomerId owner, String username) {
        if (!workspaces.hasPersonal(owner)) {
            create(owner, username, "", WorkspaceType.PERSONAL);
        }
    }

    @Transactional
    WorkspaceId create(Caller caller, NewWorkspace request) {
        if (request.type() == WorkspaceType.PERSONAL) {
            throw FieldError.refuse("type", "must be team or enterprise; everybody has one personal workspace already");
        }
        customers.ensureKnown(caller.id(), caller.username());
        customers.requireActive(caller.id());
        return create(
                caller.id(),
                request.name().strip(),
                Objects.requireNonNullElse(request.description(), ""),
                Objects.requireNonNullElse(request.type(), WorkspaceType.TEAM));
    }

    @Transactional
    void change(Caller caller, WorkspaceId id, WorkspaceChanges changes, Precondition precondition) {
        access.require(caller, id, Permission.EDIT);
        workspaces.lock(id);
        WorkspaceView before =
                workspaces.find(id, caller).orElseThrow(() -> PlatformException.notFound("workspace", id));
        precondition.require(before);
        workspaces.update(id, changes);
        audit.write(
                id,
                Entry.of(Action.WORKSPACE_CHANGED, caller).from(named(before)).now(changes.named()));
    }

    /** It can be read from then on, never used. */
    @Transactional
    void archive(Caller caller, WorkspaceId id) {
        access.require(caller, id, Permission.ARCHIVE);
        if (workspaces.lock(id) == WorkspaceType.PERSONAL) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "a personal workspace cannot be archived");
        }
        long live = workspaces.liveEnvironments(id);
        if (live > 0) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "workspace " + id + " still has " + live + " environments; delete them first",
                    Map.of("environments", live));
        }
        workspaces.archive(id);
        audit.write(id, Entry.of(Action.WORKSPACE_ARCHIVED, caller));
    }

    private static Map<String, Object> named(WorkspaceView workspace) {
        return Map.of("name", workspace.name(), "description", workspace.description());
    }

    /**
     * Passes if it can take somebody in, and holds off its archiving until the transaction ends.
     *
     * @throws PlatformException FORBIDDEN for an archived one
     */
    public void requireActive(WorkspaceId id) {
        workspaces.lock(id);
        if (workspaces.isArchived(id)) {
            throw new PlatformException(ErrorCode.FORBIDDEN, "workspace " + id + " is archived and takes nobody in");
        }
    }

    private WorkspaceId create(CustomerId owner, String name, String description, WorkspaceType type) {
        WorkspaceId id = workspaces.insert(owner, name, description, type);
        outbox.publish(new WorkspaceCreated(id, owner, name, type.wireName()));
        members.addOwner(id, owner);
        audit.write(id, Entry.byPlatform(Action.WORKSPACE_CREATED).to(owner).now(Map.of("name", name)));
        return id;
    }
}
