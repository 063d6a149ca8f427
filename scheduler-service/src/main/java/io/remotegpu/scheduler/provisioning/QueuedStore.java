package io.remotegpu.scheduler.provisioning;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue together with what each one in it asks for. */
@Component
class QueuedStore {
    private final JdbcClient jdbc;

    QueuedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param reason what it was told last that it waits for */
    record Queued(Allocation allocation, String reason) {}

    List<Queued> inOrder() {
        return jdbc.sql("""
                select a.*, queue.reason from queue join allocations a using (workload_id)
                where a.phase = 'queued' order by a.priority desc, queue.position
                """)
                .query((row, number) -> new Queued(AllocationRow.read(row, number), row.getString("reason")))
                .list();
    }
}
