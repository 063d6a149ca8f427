package io.remotegpu.workspace.invitations;

import io.remotegpu.workspace.members.AssignableRole;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** With {@code email} a mail goes there; without it the answer carries a link's token. */
record NewInvitation(
        @Nullable @Email @Size(max = 255) String email,
        @NotNull AssignableRole role) {}
