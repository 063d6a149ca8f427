package io.remotegpu.billing.prices;

import io.remotegpu.contracts.CustomerId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PricePlanStore {
    private final JdbcClient jdbc;

    PricePlanStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<PricePlan> all() {
        Map<Long, List<PricePlan.GpuPrice>> gpuPrices = gpuPrices();
        return jdbc.sql("""
                select id, valid_from, valid_to, customer_type, workspace_id, currency, gpu_hour, core_hour, gib_hour, storage_gib_hour, gis_hour
                from price_plans order by valid_from desc, id desc
                """).query((row, index) -> plan(row, gpuPrices)).list();
    }

    /** Ends the plan of the same people that lasts until the next one. */
    void endBefore(NewPricePlan wanted, Instant validFrom) {
        jdbc.sql("""
                update price_plans set valid_to = :from
                where valid_to is null and valid_from < :from
                  and customer_type is not distinct from cast(:type as text) and workspace_id is not distinct from cast(:workspace as bigint)
                """)
                .param("from", utc(validFrom))
                .param("type", wanted.customerType())
                .param("workspace", wanted.workspaceId())
                .update();
    }

    PricePlan insert(NewPricePlan wanted, Instant validFrom, Instant now, CustomerId by) {
        long id = jdbc.sql("""
                insert into price_plans (valid_from, valid_to, customer_type, workspace_id, currency, gpu_hour, core_hour, gib_hour,
                                         storage_gib_hour, gis_hour, created_at, created_by)
                values (:validFrom, :validTo, :type, :workspace, :currency, :gpuHour, :coreHour, :gibHour, :storage, :gis, :now, :by)
                returning id
                """)
                .param("validFrom", utc(validFrom))
                .param("validTo", wanted.validTo() == null ? null : utc(wanted.validTo()))
                .param("type", wanted.customerType())
                .param("workspace", wanted.workspaceId())
                .param("currency", wanted.currency())
                .param("gpuHour", wanted.gpuHour())
                .param("coreHour", wanted.coreHour())
                .param("gibHour", wanted.gibHour())
                .param("storage", Objects.requireNonNullElse(wanted.storageGibHour(), BigDecimal.ZERO))
                .param("gis", Objects.requireNonNullElse(wanted.gisHour(), BigDecimal.ZERO))
                .param("now", utc(now))
                .param("by", by.value())
                .query(Long.class)
                .single();
        insertGpuPrices(id, Objects.requireNonNullElse(wanted.gpuPrices(), List.of()));
        return all().stream().filter(plan -> plan.id() == id).findFirst().orElseThrow();
    }

    private void insertGpuPrices(long plan, List<NewPricePlan.NewGpuPrice> prices) {
        int position = 0;
        for (NewPricePlan.NewGpuPrice price : prices) {
            jdbc.sql(
                            "insert into gpu_prices (plan_id, position, model, mig_profile, gpu_hour) values (:plan, :position, :model, :mig, :price)")
                    .param("plan", plan)
                    .param("position", ++position)
                    .param("model", price.model())
                    .param("mig", price.migProfile())
                    .param("price", price.gpuHour())
                    .update();
        }
    }

    private record PlannedGpuPrice(long plan, PricePlan.GpuPrice price) {}

    private Map<Long, List<PricePlan.GpuPrice>> gpuPrices() {
        return jdbc
                .sql("select plan_id, model, mig_profile, gpu_hour from gpu_prices order by plan_id, position")
                .query((row, index) -> new PlannedGpuPrice(
                        row.getLong("plan_id"),
                        new PricePlan.GpuPrice(
                                row.getString("model"), row.getString("mig_profile"), row.getBigDecimal("gpu_hour"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        PlannedGpuPrice::plan, Collectors.mapping(PlannedGpuPrice::price, Collectors.toList())));
    }

    private static PricePlan plan(ResultSet row, Map<Long, List<PricePlan.GpuPrice>> gpuPrices) throws SQLException {
        return new PricePlan(
                row.getLong("id"),
                row.getObject("valid_from", OffsetDateTime.class).toInstant(),
                instant(row.getObject("valid_to", OffsetDateTime.class)),
                row.getString("customer_type"),
                row.getObject("workspace_id", Long.class),
                row.getString("currency"),
                row.getBigDecimal("gpu_hour"),
                row.getBigDecimal("core_hour"),
                row.getBigDecimal("gib_hour"),
                row.getBigDecimal("storage_gib_hour"),
                row.getBigDecimal("gis_hour"),
                gpuPrices.getOrDefault(row.getLong("id"), List.of()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
