package io.remotegpu.workspace.images;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record NewImage(
        @NotNull
        @Size(max = 255)
        @Pattern(
                regexp = "[a-zA-Z0-9][a-zA-Z0-9._:/-]*(@sha256:[0-9a-f]{64})?",
                message = "must be an image reference such as registry.example.org/team/image:tag")
        String name,

        @NotNull ImageType type,
        @Nullable @Size(max = 120) String title,
        @Nullable @Size(max = 500) String description) {}
