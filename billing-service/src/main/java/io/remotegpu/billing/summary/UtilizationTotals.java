package io.remotegpu.billing.summary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lays what was measured beside what was billed. */
@Repository
class UtilizationTotals {
    private final JdbcClient jdbc;
    private final Totals totals;

    UtilizationTotals(JdbcClient jdbc, Totals totals) {
        this.jdbc = jdbc;
        this.totals = totals;
    }

    /** Of every group that something was measured of. */
    List<Utilization> by(GroupBy group, Scope scope, Period period) {
        Map<String, Long> allocated = totals.by(group, scope, period).stream()
                .collect(Collectors.toMap(
                        total -> total.group() + total.currency(), Total::gpuSeconds, (one, other) -> one + other));
        return jdbc.sql("""
                select %s as name, currency, sum(measured_s) as measured_s, sum(busy_s) as busy_s, sum(idle_s) as idle_s,
                       round(100 * sum(busy_s) / sum(measured_s), 1) as utilization, round(sum(idle_amount), 6) as idle_amount
                from (select *, 'compute' as kind from gpu_use_daily) used where day >= :from and day < :to and %s
                group by name, currency order by name, currency
                """.formatted(group.sql(), scope.where()))
                .param("from", period.firstDay())
                .param("to", period.dayAfter())
                .params(scope.params())
                .query((row, index) -> utilization(row, allocated))
                .list();
    }

    private static Utilization utilization(ResultSet row, Map<String, Long> allocated) throws SQLException {
        String group = row.getString("name");
        String currency = row.getString("currency");
        return new Utilization(
                group,
                allocated.getOrDefault(group + currency, 0L),
                row.getBigDecimal("measured_s"),
                row.getBigDecimal("busy_s"),
                row.getBigDecimal("idle_s"),
                row.getBigDecimal("utilization"),
                row.getBigDecimal("idle_amount").toPlainString(),
                currency);
    }
}
