package io.remotegpu.workspace.workspaces;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What is null stays as it is. */
record WorkspaceChanges(
        @Nullable @Size(min = 3, max = 64) @Pattern(regexp = ".*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Size(max = 500) String description) {}
