package io.remotegpu.workspace.access;

/** What may be done in a workspace; {@link Role#may} says by whom. */
public enum Permission {
    /** See the workspace, its members, quota and environments. */
    VIEW,
    /** Rename it; rename, start, stop and restart its environments. */
    EDIT,
    /** Create environments in it. */
    CREATE,
    /** Delete environments that one created oneself. */
    DELETE_OWN,
    /** Delete anybody's environments. */
    DELETE,
    /** Add, change and remove members. */
    MANAGE_MEMBERS,
    /** Archive it. */
    ARCHIVE
}
