package io.remotegpu.workspace.workspaces;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** {@code type} is team if not said. */
record NewWorkspace(
        @NotBlank @Size(min = 3, max = 64) String name,
        @Nullable @Size(max = 500) String description,
        @Nullable WorkspaceType type) {}
