package io.remotegpu.workspace.workspaces;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What kind of workspace it is. A personal one is made at registration and cannot be archived. */
enum WorkspaceType {
    @JsonProperty("personal")
    PERSONAL,
    @JsonProperty("team")
    TEAM,
    @JsonProperty("enterprise")
    ENTERPRISE;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
