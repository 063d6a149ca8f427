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
public class ObservedEnvironments {
    private final JdbcClient jdbc;
    private final WorkspaceAccess access;

    ObservedEnvironments(JdbcClient jdbc, WorkspaceAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_NOT_FOUND for what is none, and for a stranger's */
    public Observed require(Caller caller, String id) {
        return require(caller, id, Permission.VIEW);
    }

    /**
     * @throws io.remotegpu.contracts.error.PlatformException ENVIRONMENT_NOT_FOUND for what is none, and for a stranger's; FORBIDDEN for who may not
     *     do that
     */
    public Observed require(Caller caller, String id, Permission permission) {
        Observed environment = jdbc.sql("""
            select id, workspace_id, status, host_id, cpu, memory, storage from environments
                        where id = :id and deleted_at is null
                        """)
                .param("id", id.indexOf('\0') < 0 ? id : "")
                .query(ObservedEnvironments::observed)
                .optional()
                .orElseThrow(() -> Observed.notFound(id));
        access.require(caller, environment.workspaceId(), permission, () -> Observed.notFound(id));
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
                row.getInt("memory"),
                row.getInt("storage"));
    }
}
