package io.remotegpu.workspace.members;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.jspecify.annotations.Nullable;

/** Someone registered, named either by number or by mail address. */
record NewMember(
        @Nullable @Positive Long customerId,
        @Nullable @Email String email,
        @NotNull AssignableRole role) {}
