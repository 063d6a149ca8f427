package io.remotegpu.workspace.access;

import static io.remotegpu.workspace.access.Role.ADMIN;
import static io.remotegpu.workspace.access.Role.MEMBER;
import static io.remotegpu.workspace.access.Role.OWNER;
import static io.remotegpu.workspace.access.Role.VIEWER;

import java.util.Set;

/** The one table of rights: what may be done in a workspace, and by whom. Whoever runs the platform stands where an owner stands. */
public enum Permission {
    /** See the workspace, its members, quota and environments. */
    VIEW(OWNER, ADMIN, MEMBER, VIEWER),
    /** Rename it; rename, start, stop and restart its environments. */
    EDIT(OWNER, ADMIN, MEMBER),
    /** Create environments in it. */
    CREATE(OWNER, ADMIN, MEMBER),
    /** Delete environments that one created oneself. */
    DELETE_OWN(OWNER, ADMIN, MEMBER),
    /** Delete anybody's environments. */
    DELETE(OWNER, ADMIN),
    /** Invite, add, change and remove members. */
    MANAGE_MEMBERS(OWNER, ADMIN),
    /** Read what was done to it and by whom. */
    VIEW_AUDIT(OWNER, ADMIN),
    /** Give it to another member. */
    TRANSFER(OWNER),
    /** Archive it. */
    ARCHIVE(OWNER);

    private final Set<Role> roles;

    Permission(Role... roles) {
        this.roles = Set.of(roles);
    }

    boolean isGrantedTo(Role role) {
        return roles.contains(role);
    }

    /** Whether it leaves everything as it is, so that it is allowed in an archived workspace too. */
    boolean isReading() {
        return this == VIEW || this == VIEW_AUDIT;
    }
}
