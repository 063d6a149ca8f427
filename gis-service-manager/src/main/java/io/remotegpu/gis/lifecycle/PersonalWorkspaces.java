package io.remotegpu.gis.lifecycle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose account the use of a service is charged to: the personal workspace of its owner. */
@Repository
class PersonalWorkspaces {
    private final JdbcClient jdbc;

    PersonalWorkspaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remember(CustomerId owner, WorkspaceId workspace) {
        jdbc.sql("""
                insert into personal_workspaces (user_id, workspace_id) values (:user, :workspace)
                on conflict (user_id) do nothing
                """)
                .param("user", owner.value())
                .param("workspace", workspace.value())
                .update();
    }

    /** @throws PlatformException ENVIRONMENT_STATE_CONFLICT until the fact that it exists has come */
    WorkspaceId of(CustomerId owner) {
        return jdbc.sql("select workspace_id from personal_workspaces where user_id = :user")
                .param("user", owner.value())
                .query(Long.class)
                .optional()
                .map(WorkspaceId::new)
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                        "your personal workspace is still being made: try again in a moment",
                        Map.of()));
    }
}
