package io.remotegpu.workspace.telemetry;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.lifecycle.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may look at which environment. */
@Repository
class ObservedEnvironments {
    private final JdbcClient jdbc;
    private final WorkspaceAccess access;

    ObservedEnvironments(JdbcClient jdbc, WorkspaceAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_NOT_FOUND for what is none, and for a stranger's */
    Observed require(Caller caller, String id) {
        Observed environment = jdbc.sql("""
                        select id, workspace_id, status, host_id, cpu, memory from environments
                        where id = :id and deleted_at is null
                        """)
                .param("id", id.indexOf('\0') < 0 ? id : "")
                .query(ObservedEnvironments::observed)
                .optional()
                .orElseThrow(() -> Observed.notFound(id));
        access.require(caller, environment.workspaceId(), Permission.VIEW, () -> Observed.notFound(id));
        return environment;
    }

    private static Observed observed(ResultSet row, int number) throws SQLException {
        String host = row.getString("host_id");
        return new Observed(
                new WorkloadId(row.getString("id")),
                new WorkspaceId(row.getLong("workspace_id")),
                Status.of(row.getString("status")),
                host == null ? null : new HostId(host),
                row.getDouble("cpu"),
                row.getInt("memory"));
    }
}
