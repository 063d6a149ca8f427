package io.remotegpu.scheduler.queue;

import io.remotegpu.contracts.WorkloadId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who waits for a place and what for: by priority, among equals first come first tried. */
@Component
public class Queue {
    private final JdbcClient jdbc;
    private final Clock clock;

    Queue(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public record Waiting(long position, WorkloadId workloadId, String reason, Instant queuedAt) {}

    /** Puts it at the end, or tells those who look the newer reason and leaves it where it is. */
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
        return jdbc.sql("""
                select queue.* from queue join allocations using (workload_id)
                where phase = 'queued' order by priority desc, position
                """)
                .query((row, number) -> new Waiting(
                        row.getLong("position"),
                        new WorkloadId(row.getString("workload_id")),
                        row.getString("reason"),
                        row.getTimestamp("queued_at").toInstant()))
                .list();
    }
}
