package io.remotegpu.workspace.snapshots;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SchedulerEvent.SnapshotTaken;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.workspace.requests.EnvironmentDefaults;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deleted ones keep their row and are seen by nobody. */
@Repository
class SnapshotRepository {
    private final JdbcClient jdbc;

    SnapshotRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Snapshot snapshot) {
        jdbc.sql("""
            insert into environment_snapshots (id, environment_id, workspace_id, customer_id, name, description,
                status, spec, storage_held, created_at)
            values (:id, :environment, :workspace, :customer, :name, :description, 'creating',
                cast(:spec as jsonb), :held, :now)
            """)
                .param("id", snapshot.id().value())
                .param("environment", snapshot.environmentId().value())
                .param("workspace", snapshot.workspaceId().value())
                .param("customer", snapshot.customerId().value())
                .param("name", snapshot.name())
                .param("description", snapshot.description())
                .param("spec", RequestJson.write(snapshot.spec()))
                .param("held", snapshot.storageHeld())
                .param("now", snapshot.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Snapshot> find(String id) {
        return jdbc.sql("select * from environment_snapshots where id = :id and deleted_at is null")
                .param("id", id)
                .query(SnapshotRepository::snapshot)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Snapshot> lock(String id) {
        return jdbc.sql("select * from environment_snapshots where id = :id and deleted_at is null for update")
                .param("id", id)
                .query(SnapshotRepository::snapshot)
                .optional();
    }

    /** The environment stays as it is until the transaction ends, so that two requests see each other's snapshots. */
    Optional<SnapshotSource> lockSource(WorkloadId environment) {
        return jdbc.sql("""
            select id, customer_id, workspace_id, status,
                jsonb_build_object('image', image, 'cpu', cpu, 'memory', memory, 'gpu', gpu, 'storage', storage,
                    'gpu_spec', gpu_spec, 'host_selector', host_selector, 'disk', disk, 'ports', (select coalesce(jsonb_agg(jsonb_build_object(
                        'service_type', port -> 'service_type', 'internal_port', port -> 'internal_port',
                        'protocol', port -> 'protocol')), '[]') from jsonb_array_elements(ports) port)) as spec
            from environments where id = :id and deleted_at is null for update
            """)
                .param("id", environment.value())
                .query((row, number) -> new SnapshotSource(
                        environment,
                        new CustomerId(row.getLong("customer_id")),
                        new WorkspaceId(row.getLong("workspace_id")),
                        row.getString("status"),
                        RequestJson.read(row.getString("spec"), EnvironmentDefaults.class)))
                .optional();
    }

    Optional<WorkspaceId> workspaceOf(WorkloadId environment) {
        return jdbc.sql("select workspace_id from environments where id = :id and deleted_at is null")
                .param("id", environment.value())
                .query((row, number) -> new WorkspaceId(row.getLong("workspace_id")))
                .optional();
    }

    int count(WorkloadId environment) {
        return jdbc.sql("""
            select count(*) from environment_snapshots
            where environment_id = :environment and deleted_at is null and status <> 'error'
            """)
                .param("environment", environment.value())
                .query(Integer.class)
                .single();
    }

    void taken(SnapshotTaken fact) {
        jdbc.sql("""
            update environment_snapshots set status = 'available', status_reason = null, image = :image,
                size = :size, host_id = :host, host_name = :name, storage_held = :size, taken_at = :at
            where id = :id
            """)
                .param("id", fact.snapshotId().value())
                .param("image", fact.image())
                .param("size", fact.size())
                .param("host", fact.hostId().value())
                .param("name", fact.hostName())
                .param("at", fact.takenAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void become(SnapshotId id, SnapshotStatus status, @Nullable String reason, long held) {
        jdbc.sql("""
            update environment_snapshots set status = :status, status_reason = :reason, storage_held = :held
            where id = :id
            """)
                .param("id", id.value())
                .param("status", status.wireName())
                .param("reason", reason)
                .param("held", held)
                .update();
    }

    void markDeleted(SnapshotId id, Instant at) {
        jdbc.sql("update environment_snapshots set deleted_at = :at, storage_held = 0 where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    static Snapshot snapshot(ResultSet row, int number) throws SQLException {
        OffsetDateTime taken = row.getObject("taken_at", OffsetDateTime.class);
        return new Snapshot(
                new SnapshotId(row.getString("id")),
                row.getString("name"),
                row.getString("description"),
                new WorkloadId(row.getString("environment_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                new CustomerId(row.getLong("customer_id")),
                SnapshotStatus.of(row.getString("status")),
                row.getString("status_reason"),
                RequestJson.read(row.getString("spec"), EnvironmentDefaults.class),
                row.getString("image"),
                row.getObject("size", Long.class),
                row.getString("host_id"),
                row.getString("host_name"),
                row.getLong("storage_held"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                taken == null ? null : taken.toInstant());
    }
}
