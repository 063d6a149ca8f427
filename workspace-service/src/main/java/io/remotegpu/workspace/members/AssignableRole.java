package io.remotegpu.workspace.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.remotegpu.workspace.access.Role;

/** A role that can be given to a member; the owner's changes hands by a transfer only. */
public enum AssignableRole {
    @JsonProperty("admin")
    ADMIN(Role.ADMIN),
    @JsonProperty("member")
    MEMBER(Role.MEMBER),
    @JsonProperty("viewer")
    VIEWER(Role.VIEWER);

    private final Role role;

    AssignableRole(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }
}
