package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.web.Caller;
import io.remotegpu.workspace.access.Permission;
import io.remotegpu.workspace.access.WorkspaceAccess;
import io.remotegpu.workspace.lifecycle.Status;
import io.remotegpu.workspace.requests.IdlePolicy;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which environments are watched, and who may see what is known of them. */
@Repository
class WatchedEnvironments {
    private static final String SELECT =
            "select id, name, customer_id, workspace_id, status, epoch, idle_policy from environments ";

    private final JdbcClient jdbc;
    private final WorkspaceAccess access;

    WatchedEnvironments(JdbcClient jdbc, WorkspaceAccess access) {
        this.jdbc = jdbc;
        this.access = access;
    }

    /** The one that runs there under that epoch: a host is believed about no other. */
    Optional<Watched> running(HostId host, WorkloadActivity activity) {
        return jdbc.sql(SELECT + """
                        where id = :id and host_id = :host and epoch = :epoch and status in ('running', 'degraded')
                            and deleted_at is null
                        """)
                .param("id", activity.workloadId().value())
                .param("host", host.value())
                .param("epoch", activity.epoch())
                .query(WatchedEnvironments::watched)
                .optional();
    }

    /** @throws PlatformException ENVIRONMENT_NOT_FOUND for what is none, and for a stranger's; FORBIDDEN for who may not do that */
    Watched require(Caller caller, String id, Permission permission) {
        Watched environment = jdbc.sql(SELECT + "where id = :id and deleted_at is null")
                .param("id", id.indexOf('\0') < 0 ? id : "")
                .query(WatchedEnvironments::watched)
                .optional()
                .orElseThrow(() -> notFound(id));
        access.require(caller, environment.workspaceId(), permission, () -> notFound(id));
        return environment;
    }

    private static PlatformException notFound(String id) {
        return new PlatformException(
                ErrorCode.ENVIRONMENT_NOT_FOUND, "environment " + id + " not found", Map.of("env_id", id));
    }

    private static Watched watched(ResultSet row, int number) throws SQLException {
        String policy = row.getString("idle_policy");
        return new Watched(
                new WorkloadId(row.getString("id")),
                row.getString("name"),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                Status.of(row.getString("status")),
                row.getLong("epoch"),
                policy == null ? null : RequestJson.read(policy, IdlePolicy.class));
    }
}
