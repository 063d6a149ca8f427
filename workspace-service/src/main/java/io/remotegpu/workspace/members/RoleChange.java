package io.remotegpu.workspace.members;

import jakarta.validation.constraints.NotNull;

record RoleChange(@NotNull AssignableRole role) {}
