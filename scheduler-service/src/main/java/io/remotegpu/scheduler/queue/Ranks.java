package io.remotegpu.scheduler.queue;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.queue.QueueOrder.Entry;
import io.remotegpu.scheduler.queue.QueueOrder.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts those who wait in order, and notes it where everybody sees it. */
@Component
public class Ranks {
    private final JdbcClient jdbc;
    private final RecentUse use;
    private final QueueProperties properties;
    private final Clock clock;

    Ranks(JdbcClient jdbc, RecentUse use, QueueProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.use = use;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * @param rank 0 for who is tried first
     * @param standing its priority, grown with age
     */
    public record Ranked(WorkloadId id, int rank, int standing, Instant queuedAt) {}

    /** Everybody who waits, in the order of now. */
    public List<Ranked> anew() {
        List<Entry> waiting = waiting();
        if (waiting.isEmpty()) {
            return List.of();
        }
        boolean alone = waiting.stream().map(Entry::workspaceId).distinct().count() == 1;
        Map<Long, Double> hours = alone ? Map.of() : use.hours();
        List<Standing> order = new QueueOrder(properties.ageing(), hours).of(waiting, Instant.now(clock));
        note(order);
        return IntStream.range(0, order.size())
                .mapToObj(rank -> ranked(rank, order.get(rank)))
                .toList();
    }

    private static Ranked ranked(int rank, Standing standing) {
        return new Ranked(
                standing.entry().id(),
                rank,
                standing.standing(),
                standing.entry().queuedAt());
    }

    private List<Entry> waiting() {
        return jdbc.sql("""
                select workload_id, workspace_id, priority, position, wanted_since, queued_at,
                       coalesce((workload -> 'gpu' ->> 'share')::numeric / 1000, (workload -> 'gpu' ->> 'count')::numeric, 0) as gpus
                from queue join allocations using (workload_id) where phase = 'queued'
                """).query(Ranks::entry).list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new WorkloadId(row.getString("workload_id")),
                row.getLong("workspace_id"),
                row.getInt("priority"),
                row.getDouble("gpus"),
                row.getLong("position"),
                row.getTimestamp("wanted_since").toInstant(),
                row.getTimestamp("queued_at").toInstant());
    }

    /** A row that somebody changes just now is left for the next time: nobody waits for another here. */
    private void note(List<Standing> order) {
        jdbc.sql("""
                with free as (select workload_id from queue where workload_id = any(:ids) order by workload_id for update skip locked)
                update queue set rank = told.rank, standing = told.standing
                from free join unnest(:ids, :ranks, :standings) as told (workload_id, rank, standing) using (workload_id)
                where queue.workload_id = free.workload_id
                  and (queue.rank, queue.standing) is distinct from (told.rank, told.standing)
                """)
                .param(
                        "ids",
                        order.stream().map(one -> one.entry().id().value()).toArray(String[]::new))
                .param("ranks", IntStream.range(0, order.size()).boxed().toArray(Integer[]::new))
                .param("standings", order.stream().map(Standing::standing).toArray(Integer[]::new))
                .update();
    }
}
