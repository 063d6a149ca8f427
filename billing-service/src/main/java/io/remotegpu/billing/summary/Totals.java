package io.remotegpu.billing.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds up days. Of what runs, the part that is in no daily sum yet is added as it stands now. */
@Repository
class Totals {
    private static final String USED = """
            with %2$s used as (
                %3$s
                union all
                select r.customer_id, r.workspace_id, r.environment_id, r.kind, coalesce(nullif(r.resource ->> 'gpu_model', ''), 'none'), r.currency,
                       (d.day at time zone 'UTC')::date, part.seconds, part.seconds * (r.resource ->> 'gpus')::numeric, part.seconds * r.unit_price / 3600
                from billing_records r
                cross join lateral generate_series(date_trunc('day', coalesce(r.accrued_until, r.start_time), 'UTC'), :now, interval '24 hours') as d (day)
                cross join lateral (
                    select greatest(0, extract(epoch from least(date_trunc('second', cast(:now as timestamptz)), d.day + interval '24 hours')
                                                          - greatest(coalesce(r.accrued_until, r.start_time), d.day))) as seconds) part
                where r.status = 'open' and %1$s and part.seconds > 0
                  and (d.day at time zone 'UTC')::date >= :from and (d.day at time zone 'UTC')::date < :to)
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Totals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Total> by(GroupBy group, Scope scope, Period period) {
        return query(group.sql(), Sums.of(group, scope), scope, period);
    }

    /** Everything, per currency. */
    List<Total> all(Scope scope, Period period) {
        return query("'all'", Sums.DAYS, scope, period);
    }

    private List<Total> query(String name, Sums sums, Scope scope, Period period) {
        String sql = USED.formatted(scope.where(), sums.months(), sums.sql(scope)) + """
                select %s as name, currency, round(sum(duration_s))::bigint as seconds, round(sum(gpu_seconds))::bigint as gpu_seconds,
                       round(sum(amount), 6) as amount
                from used group by name, currency having sum(duration_s) <> 0 or sum(amount) <> 0 order by name, currency
                """.formatted(name);
        return jdbc.sql(sql)
                .param("now", utc(clock.instant()))
                .param("from", period.firstDay())
                .param("to", period.dayAfter())
                .params(scope.params())
                .query(Totals::total)
                .list();
    }

    private static Total total(ResultSet row, int index) throws SQLException {
        return new Total(
                row.getString("name"),
                row.getLong("seconds"),
                row.getLong("gpu_seconds"),
                row.getBigDecimal("amount").toPlainString(),
                row.getString("currency"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
