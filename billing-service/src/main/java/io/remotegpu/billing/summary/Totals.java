package io.remotegpu.billing.summary;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Adds up records. A record that reaches beyond a day or the period counts with the part that lies inside. */
@Repository
class Totals {
    /** Each record cut at midnight UTC; {@code share} is the part of its seconds and amount that the slice stands for. */
    private static final String SLICES = """
            with slices as (
                select r.*, d.day,
                       extract(epoch from least(r.until_time, d.day + interval '24 hours', :to) - greatest(r.start_time, d.day, :from))
                           / extract(epoch from r.until_time - r.start_time) as share
                from metered(:now) r
                cross join lateral generate_series(date_trunc('day', greatest(r.start_time, :from), 'UTC'),
                                                   least(r.until_time, :to), interval '24 hours') as d (day)
                where r.customer_id = :owner and r.status <> 'void' and r.until_time > r.start_time
                  and r.until_time > :from and r.start_time < :to
            )
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Totals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Total> by(GroupBy group, CustomerId owner, Period period) {
        String sql = SLICES + """
                select %s as name, currency, round(sum(duration_s * share))::bigint as seconds,
                       round(sum(duration_s * share * (resource ->> 'gpus')::int))::bigint as gpu_seconds, round(sum(amount * share), 6) as amount
                from slices where share > 0 group by name, currency order by name, currency
                """.formatted(group.sql());
        return query(sql, owner, period);
    }

    List<Total> all(CustomerId owner, Period period) {
        String sql = SLICES + """
                select 'all' as name, currency, round(sum(duration_s * share))::bigint as seconds,
                       round(sum(duration_s * share * (resource ->> 'gpus')::int))::bigint as gpu_seconds, round(sum(amount * share), 6) as amount
                from slices where share > 0 group by currency order by currency
                """;
        return query(sql, owner, period);
    }

    private List<Total> query(String sql, CustomerId owner, Period period) {
        return jdbc.sql(sql)
                .param("now", utc(clock.instant()))
                .param("from", utc(period.from()))
                .param("to", utc(period.to()))
                .param("owner", owner.value())
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
