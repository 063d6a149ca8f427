package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.queue.Ranks;
import io.remotegpu.scheduler.queue.Ranks.Ranked;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The queue together with what each one in it asks for. */
@Component
class QueuedStore {
    private final JdbcClient jdbc;
    private final Ranks ranks;

    QueuedStore(JdbcClient jdbc, Ranks ranks) {
        this.jdbc = jdbc;
        this.ranks = ranks;
    }

    /** @param reason what it was told last that it waits for */
    record Queued(Allocation allocation, String reason, Ranked ranked) {}

    private record Row(Allocation allocation, String reason) {}

    /** In the order of now. */
    List<Queued> inOrder() {
        List<Ranked> order = ranks.anew();
        if (order.isEmpty()) {
            return List.of(); // mostly nobody waits, and each release asks
        }
        Map<WorkloadId, Row> waiting = waiting();
        return order.stream()
                .flatMap(ranked -> Stream.ofNullable(waiting.get(ranked.id()))
                        .map(row -> new Queued(row.allocation(), row.reason(), ranked)))
                .toList();
    }

    private Map<WorkloadId, Row> waiting() {
        return jdbc
                .sql("""
                select a.*, queue.reason from queue join allocations a using (workload_id) where a.phase = 'queued'
                """)
                .query((row, number) -> new Row(AllocationRow.read(row, number), row.getString("reason")))
                .list()
                .stream()
                .collect(Collectors.toMap(row -> row.allocation().id(), Function.identity()));
    }
}
