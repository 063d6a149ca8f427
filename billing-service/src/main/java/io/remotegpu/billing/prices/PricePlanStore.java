package io.remotegpu.billing.prices;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PricePlanStore {
    private static final String COLUMNS =
            "select id, valid_from, currency, gpu_hour, core_hour, gib_hour from price_plans ";

    private final JdbcClient jdbc;

    PricePlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Before the first plan, the first plan. */
    PricePlan validAt(Instant instant) {
        return jdbc.sql(COLUMNS + """
                order by valid_from <= :instant desc, case when valid_from <= :instant then valid_from end desc, valid_from
                limit 1
                """)
                .param("instant", utc(instant))
                .query(this::plan)
                .single();
    }

    List<PricePlan> all() {
        return jdbc.sql(COLUMNS + "order by valid_from desc").query(this::plan).list();
    }

    PricePlan insert(NewPricePlan wanted, Instant validFrom, Instant now, CustomerId by) {
        long id = jdbc.sql("""
                insert into price_plans (valid_from, currency, gpu_hour, core_hour, gib_hour, created_at, created_by)
                values (:validFrom, :currency, :gpuHour, :coreHour, :gibHour, :now, :by)
                returning id
                """)
                .param("validFrom", utc(validFrom))
                .param("currency", wanted.currency())
                .param("gpuHour", wanted.gpuHour())
                .param("coreHour", wanted.coreHour())
                .param("gibHour", wanted.gibHour())
                .param("now", utc(now))
                .param("by", by.value())
                .query(Long.class)
                .single();
        insertGpuPrices(id, Objects.requireNonNullElse(wanted.gpuPrices(), List.of()));
        return jdbc.sql(COLUMNS + "where id = :id")
                .param("id", id)
                .query(this::plan)
                .single();
    }

    private void insertGpuPrices(long plan, List<NewPricePlan.NewGpuPrice> prices) {
        int position = 0;
        for (NewPricePlan.NewGpuPrice price : prices) {
            jdbc.sql("insert into gpu_prices (plan_id, position, model, gpu_hour) values (?, ?, ?, ?)")
                    .params(plan, ++position, price.model(), price.gpuHour())
                    .update();
        }
    }

    private PricePlan plan(ResultSet row, int index) throws SQLException {
        long id = row.getLong("id");
        return new PricePlan(
                id,
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                row.getString("currency"),
                row.getBigDecimal("gpu_hour"),
                row.getBigDecimal("core_hour"),
                row.getBigDecimal("gib_hour"),
                gpuPrices(id));
    }

    private List<PricePlan.GpuPrice> gpuPrices(long plan) {
        return jdbc.sql("select model, gpu_hour from gpu_prices where plan_id = ? order by position")
                .param(plan)
                .query((row, index) -> new PricePlan.GpuPrice(row.getString("model"), row.getBigDecimal("gpu_hour")))
                .list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
