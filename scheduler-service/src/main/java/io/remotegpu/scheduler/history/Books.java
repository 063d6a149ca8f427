package io.remotegpu.scheduler.history;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The questions of the {@link UsageAudit}. Each is one statement, which sees a transaction's changes all or not at all. */
@Component
class Books {
    private final JdbcClient jdbc;
    private final Clock clock;

    Books(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A GPU that somebody is writing about just now is left for the next look. */
    List<String> recount() {
        return jdbc.sql("""
                with counted as (
                    select uuid, leased, coalesce((select sum(share) from gpu_leases l where l.gpu_uuid = uuid and closed_at is null), 0) as truly
                    from gpus)
                update gpus set leased = truly from counted
                where gpus.uuid = counted.uuid and gpus.leased = counted.leased and counted.leased <> truly
                returning 'GPU ' || gpus.uuid || ' (' || counted.leased || ' instead of ' || truly || ' thousandths)'
                """).query(String.class).list();
    }

    List<String> wrongStatus() {
        return jdbc.sql("""
                select 'GPU ' || uuid || ' (' || status || coalesce(' to ' || allocated_to, '') || ')' from gpus
                left join gpu_leases l on l.gpu_uuid = uuid and l.closed_at is null and l.share = 1000
                where (l.epoch is null and allocated_to is not null)
                   or (l.epoch is not null and (allocated_to is distinct from l.workload_id or gpus.epoch <> l.epoch))
                   or (status in ('available', 'maintenance') and leased > 0)
                order by uuid
                """).query(String.class).list();
    }

    List<String> strandedLeases() {
        return jdbc.sql("""
                select 'lease ' || l.epoch || ' of ' || workload_id from leases l join allocations a using (workload_id)
                where l.closed_at is null and a.phase in ('queued', 'stopped', 'failed', 'deleted') order by l.epoch
                """).query(String.class).list();
    }

    /** Those that ended within the last day, long enough ago, and of whose last day nothing is written: the next {@link UsageHistory#fill()} begins there. */
    @Transactional
    public List<String> unwritten() {
        Instant through = jdbc.sql("select through from gpu_usage_filled for update")
                .query(Timestamp.class)
                .single()
                .toInstant();
        Timestamp before = Timestamp.from(through.minus(UsageHistory.LATE));
        Timestamp after = Timestamp.from(Instant.now(clock).minus(Duration.ofDays(1)));
        List<String> missing = missing(after, before);
        if (!missing.isEmpty()) {
            jdbc.sql("update gpu_usage_filled set through = :after")
                    .param("after", after)
                    .update();
        }
        return missing;
    }

    private List<String> missing(Timestamp after, Timestamp before) {
        return jdbc.sql("""
                select 'lease ' || l.epoch || ' of GPU ' || l.gpu_uuid from gpu_leases l
                where l.closed_at > :after and l.closed_at <= :before and l.closed_at > l.opened_at
                  and not exists (select from gpu_usage_history h
                                  where h.day = cast(l.closed_at at time zone 'UTC' as date) and h.gpu_uuid = l.gpu_uuid and h.epoch = l.epoch
                                    and h.held_until >= l.closed_at)
                order by l.epoch
                """)
                .param("after", after)
                .param("before", before)
                .query(String.class)
                .list();
    }
}
