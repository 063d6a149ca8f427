package io.remotegpu.workspace.workspaces;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is null stays as it is. */
record WorkspaceChanges(
        @Nullable @Size(min = 3, max = 64) @Pattern(regexp = ".*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Size(max = 500) String description) {
    /** What is given, by name, for the record. */
    Map<String, Object> named() {
        Map<String, Object> given = new LinkedHashMap<>();
        if (name != null) {
            given.put("name", name);
        }
        if (description != null) {
            given.put("description", description);
        }
        return given;
    }
}
