package io.remotegpu.scheduler.queue;

import io.remotegpu.contracts.WorkloadId;
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

/** Who waits for a place and what for. */
@Component
public class Queue {
    private static final String IN_ORDER = """
            select row_number() over (order by rank nulls last, priority desc, wanted_since, position) as place, queue.*, workspace_id, priority
            from queue join allocations using (workload_id) where phase = 'queued'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Queue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param position 1 for who is tried first
     * @param standing its priority, grown with age
     * @param keptHostId the host that is kept for it, null if none is
     * @param estimatedStart when it is expected to start there, null if nobody can tell
     */
    public record Waiting(
            long position,
            WorkloadId workloadId,
            long workspaceId,
            int priority,
            int standing,
            String reason,
            Instant queuedAt,
            @Nullable String keptHostId,
            @Nullable Instant estimatedStart) {}

    /** Puts it where it belongs by its age, or tells those who look the newer reason and leaves it where it is. */
    public void add(WorkloadId workload, String reason) {
        jdbc.sql("""
                insert into queue (workload_id, reason, queued_at) values (:workload, :reason, :now)
                on conflict (workload_id) do update set reason = excluded.reason
                """)
                .param("workload", workload.value())
                .param("reason", reason)
                .param("now", Timestamp.from(Instant.now(clock)))
                .update();
    }

    public void remove(WorkloadId workload) {
        jdbc.sql("delete from queue where workload_id = :workload")
                .param("workload", workload.value())
                .update();
    }

    /** What it waits for, empty if it does not wait. */
    public Optional<String> reason(WorkloadId workload) {
        return jdbc.sql("select reason from queue where workload_id = :workload")
                .param("workload", workload.value())
                .query(String.class)
                .optional();
    }

    /** Everybody who waits, in order. One that is being started keeps its position until it runs, but does not wait now. */
    public List<Waiting> inOrder() {
        return jdbc.sql(IN_ORDER + "order by place").query(Queue::read).list();
    }

    /** Where it stands, empty if it does not wait. */
    public Optional<Waiting> of(WorkloadId workload) {
        return jdbc.sql("select * from (" + IN_ORDER + ") waiting where workload_id = :workload")
                .param("workload", workload.value())
                .query(Queue::read)
                .optional();
    }

    private static Waiting read(ResultSet row, int number) throws SQLException {
        Timestamp keptUntil = row.getTimestamp("kept_until");
        return new Waiting(
                row.getLong("place"),
                new WorkloadId(row.getString("workload_id")),
                row.getLong("workspace_id"),
                row.getInt("priority"),
                row.getInt("standing"),
                row.getString("reason"),
                row.getTimestamp("queued_at").toInstant(),
                row.getString("kept_host_id"),
                keptUntil == null ? null : keptUntil.toInstant());
    }
}
