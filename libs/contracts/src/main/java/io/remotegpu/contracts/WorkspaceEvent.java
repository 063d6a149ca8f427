package io.remotegpu.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /**
     * Somebody is in a workspace. Sent again when the role changes. {@code role}: owner, admin, member or viewer. {@code actorId}: who did
     * it, the customer themselves where they accepted an invitation; missing where the platform did, and in what was sent as v1.
     */
    @WireType(value = "workspace.workspace-member-added.v2", reads = "workspace.workspace-member-added.v1")
    record WorkspaceMemberAdded(
            WorkspaceId workspaceId,
            CustomerId customerId,
            String role,
            @Nullable CustomerId actorId) implements WorkspaceEvent {}

    /** Somebody is no longer in a workspace. {@code actorId} as in {@link WorkspaceMemberAdded}, the customer themselves where they left. */
    @WireType(value = "workspace.workspace-member-removed.v2", reads = "workspace.workspace-member-removed.v1")
    record WorkspaceMemberRemoved(
            WorkspaceId workspaceId,
            CustomerId customerId,
            @Nullable CustomerId actorId) implements WorkspaceEvent {}

    /**
     * Somebody was asked into a workspace by mail address; sent again when the mail is wanted again, with a new token. {@code token} opens
     * {@code /api/v1/invitations/{token}/accept} for the account of {@code email} alone: whoever else sees it gains nothing. An
     * invitation by link is its own secret and is never told. {@code inviteeId} is missing while nobody has registered that address.
     */
    @WireType("workspace.invitation-sent.v1")
    record InvitationSent(
            WorkspaceId workspaceId,
            long invitationId,
            String workspaceName,
            CustomerId inviterId,
            String inviterName,
            String email,
            @Nullable CustomerId inviteeId,
            String role,
            String token,
            Instant expiresAt)
            implements WorkspaceEvent {}

    /** {@code inviterId}'s invitation brought {@code customerId} in. A {@link WorkspaceMemberAdded} stands beside it. */
    @WireType("workspace.invitation-accepted.v1")
    record InvitationAccepted(
            WorkspaceId workspaceId,
            long invitationId,
            String workspaceName,
            CustomerId inviterId,
            CustomerId customerId,
            String username,
            String role)
            implements WorkspaceEvent {}

    /**
     * A quota was used up to its warning mark; told once, and again only after use has fallen below the mark. {@code customerId} is whom
     * to tell: whose quota it is, or the owner of the workspace. {@code holder}: customer or workspace. {@code resource}: cpu (cores),
     * memory and storage (MiB), gpu, environments or gpu_hours_month. {@code workspaceId} is where the last of it was taken.
     */
    @WireType("workspace.quota-nearly-used.v1")
    record QuotaNearlyUsed(
            WorkspaceId workspaceId,
            CustomerId customerId,
            String holder,
            String resource,
            BigDecimal limit,
            BigDecimal used)
            implements WorkspaceEvent {}

    /**
     * Nobody has used an environment since {@code idleSince}, says its policy; told once, and again only after it was used. At
     * {@code stopsAt} it is asked to stop unless it is used before; missing where the policy only tells. {@code customerId}: its owner.
     * {@code reason}: what was looked at, for a person.
     */
    @WireType("workspace.env-idle-warned.v1")
    record EnvIdleWarned(
            WorkspaceId workspaceId,
            WorkloadId environmentId,
            CustomerId customerId,
            String name,
            Instant idleSince,
            @Nullable Instant stopsAt,
            String reason)
            implements WorkspaceEvent {}

    /**
     * A running environment has used nine tenths of what it may keep on disk; told once, and again only after that was not so. At the limit
     * it is stopped. {@code customerId}: its owner. {@code reason}: what is how full, for a person.
     */
    @WireType("workspace.env-disk-nearly-full.v1")
    record EnvDiskNearlyFull(
            WorkspaceId workspaceId, WorkloadId environmentId, CustomerId customerId, String name, String reason)
            implements WorkspaceEvent {}
}
