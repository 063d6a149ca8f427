package io.remotegpu.workspace.quotas;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Limits set by hand, and the usage rows that reservations lock. */
@Repository
class QuotaRepository {
    private final JdbcClient jdbc;
    private final Clock clock;

    QuotaRepository(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is used, as the row says that is locked now, and of which resources somebody was warned. */
    record Usage(Resources used, List<String> warned) {}

    /** @param defaults where none were set by hand */
    Limits limits(QuotaHolder holder, Limits defaults) {
        return jdbc.sql("""
            select cpu, memory, gpu, storage, environments, gpu_hours_month from resource_quotas where %s = :id
            """.formatted(holder.column()))
                .param("id", holder.id())
                .query((row, number) -> new Limits(
                        resources(row, number),
                        Objects.requireNonNullElse(row.getBigDecimal("gpu_hours_month"), defaults.gpuHoursMonth())))
                .optional()
                .orElse(defaults);
    }

    void setLimits(QuotaHolder holder, NewLimits limits) {
        jdbc.sql("""
            insert into resource_quotas
                (%1$s, cpu, memory, gpu, storage, environments, gpu_hours_month, updated_at)
            values (:id, :cpu, :memory, :gpu, :storage, :environments, :gpu_hours, :now)
            on conflict (%1$s) do update set
                cpu = excluded.cpu, memory = excluded.memory, gpu = excluded.gpu,
                storage = excluded.storage, environments = excluded.environments,
                gpu_hours_month = excluded.gpu_hours_month, updated_at = excluded.updated_at
            """.formatted(holder.column()))
                .param("id", holder.id())
                .param("cpu", limits.cpu())
                .param("memory", limits.memory())
                .param("gpu", limits.gpu())
                .param("storage", limits.storage())
                .param("environments", limits.environments())
                .param("gpu_hours", limits.gpuHoursMonth())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void setWarned(QuotaHolder holder, List<String> resources) {
        jdbc.sql("update quota_usage set warned = string_to_array(:resources, ',') where %s = :id"
                        .formatted(holder.column()))
                .param("resources", String.join(",", resources))
                .param("id", holder.id())
                .update();
    }

    CustomerId owner(WorkspaceId workspace) {
        return jdbc.sql("select owner_id from workspaces where id = :id")
                .param("id", workspace.value())
                .query((row, number) -> new CustomerId(row.getLong("owner_id")))
                .single();
    }

    Resources used(QuotaHolder holder) {
        return jdbc.sql("select cpu, memory, gpu, storage, environments from quota_usage where %s = :id"
                        .formatted(holder.column()))
                .param("id", holder.id())
                .query(QuotaRepository::resources)
                .optional()
                .orElse(Resources.NOTHING);
    }

    /** Nobody else reads it this way until the transaction ends. */
    Usage lockUsed(QuotaHolder holder) {
        jdbc.sql("insert into quota_usage (%1$s) values (:id) on conflict (%1$s) do nothing".formatted(holder.column()))
                .param("id", holder.id())
                .update();
        return jdbc.sql("""
            select cpu, memory, gpu, storage, environments, array_to_string(warned, ',') as warned
            from quota_usage where %s = :id for update
            """.formatted(holder.column()))
                .param("id", holder.id())
                .query((row, number) -> new Usage(resources(row, number), names(row.getString("warned"))))
                .single();
    }

    private static List<String> names(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }

    void add(QuotaHolder holder, Resources difference) {
        jdbc.sql("""
            update quota_usage set
                cpu = cpu + :cpu, memory = memory + :memory, gpu = gpu + :gpu,
                storage = storage + :storage, environments = environments + :environments
            where %s = :id
            """.formatted(holder.column()))
                .param("id", holder.id())
                .param("cpu", difference.cpu())
                .param("memory", difference.memory())
                .param("gpu", difference.gpu())
                .param("storage", difference.storage())
                .param("environments", difference.environments())
                .update();
    }

    private static Resources resources(ResultSet row, int number) throws SQLException {
        return new Resources(
                row.getBigDecimal("cpu"),
                row.getLong("memory"),
                row.getBigDecimal("gpu"),
                row.getLong("storage"),
                row.getLong("environments"));
    }
}
