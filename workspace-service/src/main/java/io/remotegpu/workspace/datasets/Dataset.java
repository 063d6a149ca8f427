package io.remotegpu.workspace.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.workload.DatasetMount;
import io.remotegpu.web.Tagged;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A dataset as people see it. {@code usedBy} counts the environments that read it, stopped ones included. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Dataset(
        long id,
        String name,
        String description,
        String visibility,
        @Nullable WorkspaceId workspaceId,
        CustomerId ownerId,
        String kind,
        String source,
        String mountPath,
        int usedBy,
        Instant createdAt,
        Instant updatedAt)
        implements Tagged {
    static String mountPath(String name) {
        return "/datasets/" + name;
    }

    DatasetMount mount() {
        return new DatasetMount(
                String.valueOf(id), DatasetMount.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), source, mountPath);
    }
}
