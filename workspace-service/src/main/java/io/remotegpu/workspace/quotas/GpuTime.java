package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.BillingEvent.MeterClosed;
import io.remotegpu.contracts.BillingEvent.MeterOpened;
import io.remotegpu.contracts.WorkspaceId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** GPU time as it was metered, lease by lease; what a month took is added up when it is asked for, so it cannot drift. */
@Repository
class GpuTime {
    /** Of a lease that crosses the end of a month, the share of its metered time that lies in the month. */
    private static final String HOURS = """
        select coalesce(sum(gpus * case
            when ended_at is null then extract(epoch from greatest(:now, started_at) - greatest(started_at, :month))
            when ended_at <= started_at or started_at >= :month then seconds
            else seconds * extract(epoch from ended_at - :month) / extract(epoch from ended_at - started_at)
            end), 0) / 3600
        from gpu_time where %s = :id and (ended_at is null or ended_at > :month)
        """;

    /** Whole ones or slices, or the thousandths of a share. */
    private static final String GPUS = "coalesce((gpu_spec ->> 'share')::numeric / 1000, gpu)";

    private final JdbcClient jdbc;
    private final Clock clock;

    GpuTime(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** GPU-hours of this calendar month, running leases up to now included. */
    BigDecimal hoursThisMonth(QuotaHolder holder) {
        Instant now = clock.instant();
        OffsetDateTime month = YearMonth.from(now.atOffset(ZoneOffset.UTC))
                .atDay(1)
                .atStartOfDay()
                .atOffset(ZoneOffset.UTC);
        return jdbc.sql(HOURS.formatted(holder.column()))
                .param("id", holder.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("month", month)
                .query(BigDecimal.class)
                .single();
    }

    /** Of an environment that has GPUs; of any other workload nothing is kept. A close that came first keeps its end. */
    void open(MeterOpened meter) {
        jdbc.sql("""
            insert into gpu_time (environment_id, epoch, customer_id, workspace_id, gpus, started_at)
            select id, :epoch, customer_id, workspace_id, %1$s, :started from environments
            where id = :environment and %1$s > 0
            on conflict (environment_id, epoch) do update set started_at = excluded.started_at
            """.formatted(GPUS))
                .param("environment", meter.workloadId().value())
                .param("epoch", meter.epoch())
                .param("started", meter.startTime().atOffset(ZoneOffset.UTC))
                .update();
    }

    void close(MeterClosed meter) {
        jdbc.sql("""
            insert into gpu_time
                (environment_id, epoch, customer_id, workspace_id, gpus, started_at, ended_at, seconds)
            select id, :epoch, customer_id, workspace_id, %1$s, :started, :ended, :seconds from environments
            where id = :environment and %1$s > 0
            on conflict (environment_id, epoch) do update
                set ended_at = excluded.ended_at, seconds = excluded.seconds
            """.formatted(GPUS))
                .param("environment", meter.workloadId().value())
                .param("epoch", meter.epoch())
                .param(
                        "started",
                        meter.endTime().minusSeconds(meter.durationSeconds()).atOffset(ZoneOffset.UTC))
                .param("ended", meter.endTime().atOffset(ZoneOffset.UTC))
                .param("seconds", meter.durationSeconds())
                .update();
    }

    /** Where the holder's latest lease is. */
    WorkspaceId workspaceOf(QuotaHolder holder) {
        return jdbc.sql("select workspace_id from gpu_time where %s = :id order by started_at desc limit 1"
                        .formatted(holder.column()))
                .param("id", holder.id())
                .query((row, number) -> new WorkspaceId(row.getLong("workspace_id")))
                .single();
    }

    /** Whose GPU time grows now. */
    List<QuotaHolder> running() {
        return jdbc.sql("""
            select distinct 'customer' as kind, customer_id as id from gpu_time where ended_at is null
            union all
            select distinct 'workspace', workspace_id from gpu_time where ended_at is null
            order by 1, 2
            """)
                .query((row, number) -> QuotaHolder.of(row.getString("kind"), row.getLong("id")))
                .list();
    }
}
