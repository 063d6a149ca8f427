package io.remotegpu.billing.rollup;

import io.remotegpu.billing.turns.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Adds up each month once it is over, so that reports over a year read months. What is heard of later changes the sums with the days. */
@Component
class MonthRoll {
    private static final Logger LOG = LoggerFactory.getLogger(MonthRoll.class);

    /** Longer than clocks of replicas differ: whoever adds to a month that may be rolled knows that it is over, and takes turns with this. */
    private static final Duration SETTLED = Duration.ofHours(6);

    private static final String MONTHLY = """
            insert into usage_monthly (month, customer_id, workspace_id, environment_id, kind, gpu_model, currency, duration_s, gpu_seconds, amount)
            select :month, customer_id, workspace_id, environment_id, kind, gpu_model, currency, sum(duration_s), sum(gpu_seconds), sum(amount)
            from usage_daily where day >= :month and day < :next
            group by customer_id, workspace_id, environment_id, kind, gpu_model, currency
            """;
    private static final String BY_DAY = """
            insert into usage_by_day (day, currency, duration_s, gpu_seconds, amount)
            select day, currency, sum(duration_s), sum(gpu_seconds), sum(amount)
            from usage_daily where day >= :month and day < :next group by day, currency
            """;

    private final JdbcClient jdbc;
    private final Turns turns;
    private final Clock clock;

    MonthRoll(JdbcClient jdbc, Turns turns, Clock clock) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.clock = clock;
    }

    /** Any replica may run it at any time: they take turns, and a month is rolled once. */
    @Scheduled(fixedDelayString = "${billing.rollup.every:1h}", initialDelayString = "${billing.rollup.first:4m}")
    @Transactional
    public void roll() {
        turns.take(RolledMonths.TURN);
        LocalDate running = LocalDate.ofInstant(clock.instant().minus(SETTLED), ZoneOffset.UTC)
                .withDayOfMonth(1);
        for (LocalDate month : missingBefore(running)) {
            jdbc.sql("insert into rolled_months (month, rolled_at) values (?, ?)")
                    .params(month, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
            add(MONTHLY, month);
            add(BY_DAY, month);
            LOG.info("Added up {}", month);
        }
    }

    private void add(String sql, LocalDate month) {
        jdbc.sql(sql).param("month", month).param("next", month.plusMonths(1)).update();
    }

    private List<LocalDate> missingBefore(LocalDate running) {
        return jdbc.sql("""
                select cast(month as date) from generate_series(
                    date_trunc('month', cast((select min(day) from usage_daily) as timestamp)),
                    cast(:running as timestamp) - interval '1 month', interval '1 month') month
                where cast(month as date) not in (select month from rolled_months) order by 1
                """).param("running", running).query(LocalDate.class).list();
    }
}
