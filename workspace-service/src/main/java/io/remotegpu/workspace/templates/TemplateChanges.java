package io.remotegpu.workspace.templates;

import io.remotegpu.workspace.requests.EnvironmentDefaults;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a template may change; what is left out stays. Who sees it is fixed: make another instead. */
record TemplateChanges(
        @Nullable
        @Size(min = 3, max = 64)
        @Pattern(regexp = "(?=.*\\S)\\P{Cntrl}*", message = "must not be blank or hold control characters")
        String name,

        @Nullable @Size(max = 500) String description,
        @Nullable @Valid EnvironmentDefaults spec,
        @Nullable @Size(max = 32) List<@NotNull @Valid TemplateParameter> parameters) {}
