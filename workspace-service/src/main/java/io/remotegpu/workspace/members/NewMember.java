package io.remotegpu.workspace.members;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/** Someone registered, named either by mail address or, if they share a workspace with the caller already, by number. */
record NewMember(
        @Nullable @Positive Long customerId,
        @Nullable @Email String email,
        @NotNull AssignableRole role) {}
