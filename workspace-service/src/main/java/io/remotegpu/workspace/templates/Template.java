package io.remotegpu.workspace.templates;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Tagged;
import io.remotegpu.workspace.requests.EnvironmentDefaults;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A template as people see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Template(
        long id,
        String name,
        String description,
        Visibility visibility,
        @Nullable WorkspaceId workspaceId,
        CustomerId ownerId,
        EnvironmentDefaults spec,
        List<TemplateParameter> parameters,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {
    Template with(TemplateChanges changes, Instant now) {
        return new Template(
                id,
                Objects.requireNonNullElse(changes.name(), name),
                Objects.requireNonNullElse(changes.description(), description),
                visibility,
                workspaceId,
                ownerId,
                Objects.requireNonNullElse(changes.spec(), spec),
                Objects.requireNonNullElse(changes.parameters(), parameters),
                createdAt,
                now);
    }
}
