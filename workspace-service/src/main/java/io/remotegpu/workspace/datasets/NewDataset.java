package io.remotegpu.workspace.datasets;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A dataset to be registered; its data lies on the hosts already.
 *
 * @param name also the folder's name below {@code /datasets} in an environment
 * @param workspaceId whose it is; without it everybody may read it
 * @param source a folder below the hosts' datasets folder, or the name of a volume
 */
record NewDataset(
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9._-]{0,62}",
                message =
                        "must be 1 to 63 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or digit")
        String name,

        @Nullable @Size(max = 500) String description,
        @Nullable @Positive Long workspaceId,

        @NotNull @Pattern(regexp = "folder|volume", message = "must be folder or volume")
        String kind,

        @NotNull
        @Size(max = 255)
        @Pattern(
                regexp = "[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*",
                message = "must be a relative path without .. such as vision/imagenet, or the name of a volume")
        String source) {}
