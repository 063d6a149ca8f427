package io.remotegpu.scheduler.snapshots;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.SnapshotCommitted;
import io.remotegpu.contracts.SnapshotId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceId;
import io.remotegpu.scheduler.leases.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code snapshots}. */
@Component
class SnapshotStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    SnapshotStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Snapshot(
            SnapshotId id,
            WorkloadId workloadId,
            WorkspaceId workspaceId,
            HostId hostId,
            long epoch,
            SnapshotStatus status,
            @Nullable String image) {}

    /** Whether it is new; a repeated request finds the first one's row. */
    boolean insert(SnapshotId id, WorkspaceId workspace, Lease lease) {
        return jdbc.sql("""
                insert into snapshots (snapshot_id, workload_id, workspace_id, host_id, epoch, status, requested_at)
                values (:id, :workload, :workspace, :host, :epoch, 'taking', :now) on conflict do nothing
                """)
                        .param("id", id.value())
                        .param("workload", lease.workloadId().value())
                        .param("workspace", workspace.value())
                        .param("host", lease.hostId().value())
                        .param("epoch", lease.epoch())
                        .param("now", Timestamp.from(Instant.now(clock)))
                        .update()
                == 1;
    }

    Optional<Snapshot> lock(SnapshotId id) {
        return jdbc.sql("select * from snapshots where snapshot_id = :id for update")
                .param("id", id.value())
                .query(SnapshotStore::read)
                .optional();
    }

    List<Snapshot> readyOn(HostId host) {
        return jdbc.sql("select * from snapshots where host_id = :host and status = 'ready' for update")
                .param("host", host.value())
                .query(SnapshotStore::read)
                .list();
    }

    void ready(SnapshotCommitted image) {
        jdbc.sql("""
                update snapshots set status = 'ready', image = :image, size = :size, taken_at = :at
                where snapshot_id = :id
                """)
                .param("image", image.image())
                .param("size", image.size())
                .param("at", Timestamp.from(image.committedAt()))
                .param("id", image.snapshotId().value())
                .update();
    }

    void become(SnapshotId id, SnapshotStatus status) {
        jdbc.sql("update snapshots set status = :status where snapshot_id = :id")
                .param("status", status.wireName())
                .param("id", id.value())
                .update();
    }

    /** Some environment that starts from it. */
    Optional<String> user(SnapshotId id) {
        return jdbc.sql("""
                select workload_id from allocations where snapshot_id = :id and phase <> 'deleted'
                order by workload_id limit 1
                """).param("id", id.value()).query(String.class).optional();
    }

    private static Snapshot read(ResultSet row, int number) throws SQLException {
        return new Snapshot(
                new SnapshotId(row.getString("snapshot_id")),
                new WorkloadId(row.getString("workload_id")),
                new WorkspaceId(row.getLong("workspace_id")),
                new HostId(row.getString("host_id")),
                row.getLong("epoch"),
                SnapshotStatus.of(row.getString("status")),
                row.getString("image"));
    }
}
