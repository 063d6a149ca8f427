package io.remotegpu.contracts;

/** What workspace-service tells the others about workspaces and who is in them. Keyed by workspace. */
public sealed interface WorkspaceEvent extends Event {
    WorkspaceId workspaceId();

    @Override
    default String topic() {
        return Topics.WORKSPACE;
    }

    @Override
    default String key() {
        return workspaceId().toString();
    }

    /** {@code type}: personal, team or enterprise. A {@link WorkspaceMemberAdded} for the owner follows. */
    @WireType("workspace.workspace-created.v1")
    record WorkspaceCreated(WorkspaceId workspaceId, CustomerId ownerId, String name, String type)
            implements WorkspaceEvent {}

    /** {@code role}: owner, admin, member or viewer. Sent again when the role changes. */
    @WireType("workspace.workspace-member-added.v1")
    record WorkspaceMemberAdded(WorkspaceId workspaceId, CustomerId customerId, String role)
            implements WorkspaceEvent {}

    @WireType("workspace.workspace-member-removed.v1")
    record WorkspaceMemberRemoved(WorkspaceId workspaceId, CustomerId customerId) implements WorkspaceEvent {}
}
