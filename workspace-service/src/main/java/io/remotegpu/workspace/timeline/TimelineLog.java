package io.remotegpu.workspace.timeline;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.web.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All timelines as one log, in the order in which their entries became visible. */
@Repository
class TimelineLog {
    private final JdbcClient jdbc;

    TimelineLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every transaction below it is over: what it wrote is seen, and nothing more comes. */
    long horizon() {
        return jdbc.sql("select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)")
                .query(Long.class)
                .single();
    }

    /** The first entries after a position, up to a horizon, of environments that the caller may see. */
    List<TimelineChange> read(Caller caller, StreamPosition after, long horizon, int limit) {
        return jdbc.sql("""
                        select event.transaction_id, event.id, environment.id as environment_id, environment.name,
                            environment.workspace_id, event.at, event.type, event.status, event.message, event.actor
                        from environment_events event
                        join environments environment on environment.id = event.environment_id
                        where (event.transaction_id, event.id) > (cast(:transaction as xid8), :number)
                            and event.transaction_id < cast(:horizon as xid8)
                            and (:admin or environment.workspace_id in (select workspace_id from workspace_members
                                where customer_id = :caller and status = 'active'))
                        order by event.transaction_id, event.id limit :limit
                        """)
                .param("transaction", String.valueOf(after.transaction()))
                .param("number", after.number())
                .param("horizon", String.valueOf(horizon))
                .param("admin", caller.isAdmin())
                .param("caller", caller.id().value())
                .param("limit", limit)
                .query(TimelineLog::change)
                .list();
    }

    /** Who may see something of what happened between two horizons, administrators aside. */
    List<CustomerId> concerned(long from, long to) {
        return jdbc.sql("""
                        select distinct member.customer_id
                        from environment_events event
                        join environments environment on environment.id = event.environment_id
                        join workspace_members member
                            on member.workspace_id = environment.workspace_id and member.status = 'active'
                        where event.transaction_id >= cast(:from as xid8) and event.transaction_id < cast(:to as xid8)
                        """)
                .param("from", String.valueOf(from))
                .param("to", String.valueOf(to))
                .query((row, number) -> new CustomerId(row.getLong("customer_id")))
                .list();
    }

    private static TimelineChange change(ResultSet row, int number) throws SQLException {
        return new TimelineChange(
                new StreamPosition(Long.parseLong(row.getString("transaction_id")), row.getLong("id")),
                new WorkloadId(row.getString("environment_id")),
                row.getString("name"),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("status"),
                row.getString("message"),
                row.getString("actor"));
    }
}
