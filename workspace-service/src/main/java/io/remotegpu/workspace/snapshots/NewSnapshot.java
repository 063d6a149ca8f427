package io.remotegpu.workspace.snapshots;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record NewSnapshot(
        @NotBlank
        @Size(min = 3, max = 64)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not hold control characters")
        String name,

        @Nullable @Size(max = 500) String description) {}
