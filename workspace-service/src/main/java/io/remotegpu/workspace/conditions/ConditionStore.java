package io.remotegpu.workspace.conditions;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What holds of environments now. */
@Repository
class ConditionStore {
    private final JdbcClient jdbc;

    ConditionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the environments that are placed on a host. */
    List<KeptCondition> on(HostId host) {
        return jdbc.sql("""
                        select held.environment_id, held.kind, held.epoch, held.words, held.since
                        from environment_conditions held
                        join environments environment on environment.id = held.environment_id
                        where environment.host_id = :host
                        """)
                .param("host", host.value())
                .query(ConditionStore::kept)
                .list();
    }

    /** Of the run that goes on. */
    List<KeptCondition> of(WorkloadId environment) {
        return jdbc.sql("""
                        select held.environment_id, held.kind, held.epoch, held.words, held.since
                        from environment_conditions held
                        join environments environment on environment.id = held.environment_id
                            and environment.epoch = held.epoch and environment.status in ('running', 'degraded')
                        where held.environment_id = :id order by held.since, held.kind
                        """)
                .param("id", environment.value())
                .query(ConditionStore::kept)
                .list();
    }

    /** The one that runs there under that epoch, and stays as it is until the transaction ends: a host is believed about no other. */
    Optional<Concerned> running(HostId host, WorkloadId id, long epoch) {
        return jdbc.sql("""
                        select id, name, customer_id, workspace_id, status, epoch from environments
                        where id = :id and host_id = :host and epoch = :epoch and status in ('running', 'degraded')
                            and deleted_at is null for share
                        """)
                .param("id", id.value())
                .param("host", host.value())
                .param("epoch", epoch)
                .query(ConditionStore::concerned)
                .optional();
    }

    /** What the timeline tells of it, of this run or another. */
    Told told(WorkloadId environment, String kind) {
        return jdbc.sql("""
                        select max(at) filter (where type = :kind) as begun,
                            coalesce(max(id) filter (where type = :over) > max(id) filter (where type = :kind), false) as is_over
                        from environment_events where environment_id = :id and type in (:kind, :over)
                        """)
                .param("id", environment.value())
                .param("kind", kind)
                .param("over", Told.over(kind))
                .query((row, number) -> {
                    OffsetDateTime begun = row.getObject("begun", OffsetDateTime.class);
                    return new Told(begun == null ? Instant.EPOCH : begun.toInstant(), row.getBoolean("is_over"));
                })
                .single();
    }

    void save(Concerned environment, KeptCondition condition) {
        jdbc.sql("""
                        insert into environment_conditions (environment_id, workspace_id, kind, epoch, words, since)
                        values (:id, :workspace, :kind, :epoch, :words, :since)
                        on conflict (environment_id, kind) do update set workspace_id = excluded.workspace_id,
                            epoch = excluded.epoch, words = excluded.words, since = excluded.since
                        """)
                .param("id", environment.id().value())
                .param("workspace", environment.workspaceId().value())
                .param("kind", condition.kind())
                .param("epoch", condition.epoch())
                .param("words", condition.words())
                .param("since", condition.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(KeptCondition condition) {
        jdbc.sql("delete from environment_conditions where environment_id = :id and kind = :kind")
                .param("id", condition.environmentId().value())
                .param("kind", condition.kind())
                .update();
    }

    private static KeptCondition kept(ResultSet row, int number) throws SQLException {
        return new KeptCondition(
                new WorkloadId(row.getString("environment_id")),
                row.getString("kind"),
                row.getLong("epoch"),
                row.getString("words"),
                row.getObject("since", OffsetDateTime.class).toInstant());
    }

    private static Concerned concerned(ResultSet row, int number) throws SQLException {
        return new Concerned(
                new WorkloadId(row.getString("id")),
                row.getString("name"),
                new CustomerId(row.getLong("customer_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                row.getString("status"),
                row.getLong("epoch"));
    }
}
