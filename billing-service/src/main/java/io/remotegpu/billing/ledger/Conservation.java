package io.remotegpu.billing.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds the ledger against the wall clock. What a GPU's time comes to is added up from the ledger's rows, corrections included; how long it was
 * there is drawn from what hosts and leases said. The two know nothing of each other.
 */
@Component
class Conservation {
    private final JdbcClient jdbc;
    private final LedgerProperties properties;
    private final Clock clock;

    Conservation(JdbcClient jdbc, LedgerProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** Every GPU's balance from {@code from} to {@code to} exclusively, as it stands at one moment. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<GpuBalance> between(Instant from, Instant to) {
        Instant now = clock.instant();
        return jdbc.sql(BALANCES)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", (to.isBefore(now) ? to : now).atOffset(ZoneOffset.UTC))
                .param("month", month(from).atOffset(ZoneOffset.UTC))
                .param("silent", properties.silentAfter().toMillis() / 1000.0)
                .query(GpuBalance.class)
                .list();
    }

    private static Instant month(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return day.withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** Rows are cut by month, so none that reaches into the time begins before its first month. A lasting stretch of a silent host is unknown. */
    private static final String BALANCES = """
            with bounds as (select date_trunc('second', cast(:from as timestamptz)) as f, date_trunc('second', cast(:to as timestamptz)) as t),
            heard as (select host_id, date_trunc('second', max(end_time)) as until_time from host_attestations group by host_id),
            entries as (
                select u.gpu_uuid, u.state, u.held, u.sign, greatest(u.start_time, b.f) as s, least(u.end_time, b.t) as e
                from bounds b join usage_intervals u on u.end_time > b.f and u.start_time < b.t
                where u.start_time >= cast(:month as timestamptz)
                union all
                select l.gpu_uuid, part.state, l.held, 1, greatest(l.start_time, b.f, part.s), least(b.t, part.e)
                from bounds b join gpu_timelines l on l.start_time < b.t
                left join heard h using (host_id)
                cross join lateral (
                    select case when l.state <> 'free' or h.until_time is null or b.t - h.until_time <= make_interval(secs => :silent) then 'infinity'
                                else greatest(h.until_time, l.start_time) end as cut) c
                cross join lateral (values (l.state, l.start_time, c.cut), ('unknown', c.cut, 'infinity'::timestamptz)) as part (state, s, e)),
            counted as (select *, sign * extract(epoch from e - s)::bigint as seconds from entries where e > s),
            doubles as (
                select gpu_uuid, count(*) filter (where s < earlier_end) as doubled
                from (select n.gpu_uuid, n.s, max(n.e) over (partition by n.gpu_uuid order by n.s, n.e rows between unbounded preceding and 1 preceding) as earlier_end
                      from (select gpu_uuid, s, e from counted group by gpu_uuid, s, e having sum(sign) <> 0) n) o
                group by gpu_uuid),
            sums as (
                select gpu_uuid, sum(seconds) as total, sum(seconds) filter (where state = 'billed') as billed,
                       sum(seconds) filter (where state = 'free') as free, sum(seconds) filter (where state = 'quarantined') as quarantined,
                       sum(seconds) filter (where state = 'unknown') as unknown, sum(seconds) filter (where state = 'maintenance') as maintenance,
                       sum(seconds) filter (where state = 'free' and held) as held
                from counted group by gpu_uuid),
            wall as (
                select gpu_uuid, max(host_id) as host_id, sum(extract(epoch from upper(r) - lower(r)))::bigint as seconds
                from (select s.gpu_uuid, max(s.host_id) as host_id,
                             unnest(range_agg(tstzrange(greatest(s.start_time, b.f), least(s.end_time, b.t)))) as r
                      from bounds b join gpu_spans s on s.end_time > b.f and s.start_time < b.t
                      where s.kind in ('present', 'billed', 'lease_unknown', 'held') group by s.gpu_uuid) pieces
                group by gpu_uuid)
            select gpu_uuid, coalesce(g.host_id, w.host_id, '') as host_id, coalesce(g.model, '') as model, coalesce(w.seconds, 0) as wall_clock_s,
                   coalesce(billed, 0) as billed_s, coalesce(free, 0) as free_s, coalesce(quarantined, 0) as quarantined_s,
                   coalesce(unknown, 0) as unknown_s, coalesce(maintenance, 0) as maintenance_s, coalesce(held, 0) as held_s,
                   coalesce(doubled, 0) as overlaps, coalesce(w.seconds, 0) - coalesce(total, 0) as imbalance_s
            from sums full join wall w using (gpu_uuid) left join doubles using (gpu_uuid) left join ledger_gpus g using (gpu_uuid)
            order by gpu_uuid
            """;
}
