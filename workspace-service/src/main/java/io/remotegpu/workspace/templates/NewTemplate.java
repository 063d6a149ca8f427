package io.remotegpu.workspace.templates;

import io.remotegpu.workspace.requests.EnvironmentDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A template to be kept. {@code workspaceId} belongs to the visibility {@code workspace} and to no other. */
record NewTemplate(
        @NotBlank
        @Size(min = 3, max = 64)
        @Pattern(regexp = "\\P{Cntrl}*", message = "must not hold control characters")
        String name,

        @Nullable @Size(max = 500) String description,
        @NotNull Visibility visibility,
        @Nullable @Positive Long workspaceId,
        @NotNull @Valid EnvironmentDefaults spec,
        @Nullable @Size(max = 32) List<@NotNull @Valid TemplateParameter> parameters) {}
