package io.remotegpu.scheduler.history;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down who held which GPU, from the leases: each day of a lease once that day, or the lease, is over. What still goes on is in the leases alone.
 * Beside the transactions that give GPUs back, so that no failure here holds one.
 */
@Component
public class UsageHistory {
    /** Leases are closed a moment before their transaction ends, by clocks that differ. What is written twice is the same. */
    static final Duration LATE = Duration.ofMinutes(10);

    private static final String WRITE = """
            insert into gpu_usage_history (day, gpu_uuid, epoch, host_id, gpu_index, workload_id, customer_id, workspace_id, share,
                                           held_from, held_until)
            select cast(day as date), l.gpu_uuid, l.epoch, l.host_id, g.gpu_index, l.workload_id, a.customer_id, a.workspace_id, l.share,
                   since.at, greatest(since.at, least(l.closed_at, (day + interval '1 day') at time zone 'UTC'))
            from gpu_leases l
            join gpus g on g.uuid = l.gpu_uuid
            left join allocations a on a.workload_id = l.workload_id
            cross join lateral generate_series(
                greatest(cast(l.opened_at at time zone 'UTC' as date), cast(:first as date))::timestamp,
                least(cast(l.closed_at at time zone 'UTC' as date), cast(:last as date))::timestamp, interval '1 day') as day
            cross join lateral (select greatest(l.opened_at, day at time zone 'UTC') as at) since
            where %s
            on conflict (day, gpu_uuid, epoch) do update set held_until = excluded.held_until
            where gpu_usage_history.held_until < excluded.held_until
            """;

    private final JdbcClient jdbc;
    private final HistoryPartitions partitions;
    private final HistoryProperties properties;
    private final TransactionTemplate transaction;
    private final TransactionTemplate apart;
    private final Clock clock;

    UsageHistory(
            JdbcClient jdbc,
            HistoryPartitions partitions,
            HistoryProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.properties = properties;
        this.transaction = new TransactionTemplate(transactions);
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${scheduler.history.fill-every:1m}",
            initialDelayString = "${scheduler.history.first:30s}")
    void fill() {
        keepDays();
        transaction.executeWithoutResult(status -> write());
    }

    /** What ended until now is written when the caller's transaction commits; leases that are about to be forgotten are not lost to the history. */
    public void fillNow() {
        keepDays();
        write();
    }

    /** By itself and short: making and dropping days keeps everybody from reading any. */
    private void keepDays() {
        Instant now = Instant.now(clock);
        apart.executeWithoutResult(
                status -> partitions.keep(day(now.minus(properties.keep())), day(since(now)), day(now).plusDays(1)));
    }

    /** Replicas take turns until their transactions end. */
    private Instant since(Instant now) {
        Instant oldest = now.minus(properties.keep());
        Instant late = jdbc.sql("select through from gpu_usage_filled for update")
                .query(Timestamp.class)
                .single()
                .toInstant()
                .minus(LATE);
        return late.isBefore(oldest) ? oldest : late;
    }

    private void write() {
        Instant now = Instant.now(clock);
        Instant since = since(now);
        LocalDate today = day(now);
        write("l.closed_at >= :at", since, day(since), today);
        if (day(since).isBefore(today)) {
            Instant midnight = today.atStartOfDay(ZoneOffset.UTC).toInstant();
            write("l.closed_at is null and l.opened_at < :at", midnight, day(since), today.minusDays(1));
        }
        jdbc.sql("update gpu_usage_filled set through = :now")
                .param("now", Timestamp.from(now))
                .update();
    }

    private void write(String which, Instant at, LocalDate first, LocalDate last) {
        jdbc.sql(WRITE.formatted(which))
                .param("at", Timestamp.from(at))
                .param("first", first)
                .param("last", last)
                .update();
    }

    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
