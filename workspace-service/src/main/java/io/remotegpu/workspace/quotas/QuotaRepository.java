package io.remotegpu.workspace.quotas;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
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

    Optional<Resources> limits(QuotaHolder holder) {
        return jdbc.sql("select cpu, memory, gpu, storage, environments from resource_quotas where %s = :id"
                        .formatted(holder.column()))
                .param("id", holder.id())
                .query(QuotaRepository::resources)
                .optional();
    }

    void setLimits(QuotaHolder holder, Resources limits) {
        jdbc.sql("""
                        insert into resource_quotas (%1$s, cpu, memory, gpu, storage, environments, updated_at)
                        values (:id, :cpu, :memory, :gpu, :storage, :environments, :now)
                        on conflict (%1$s) do update set
                            cpu = excluded.cpu, memory = excluded.memory, gpu = excluded.gpu,
                            storage = excluded.storage, environments = excluded.environments,
                            updated_at = excluded.updated_at
                        """.formatted(holder.column()))
                .param("id", holder.id())
                .param("cpu", limits.cpu())
                .param("memory", limits.memory())
                .param("gpu", limits.gpu())
                .param("storage", limits.storage())
                .param("environments", limits.environments())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
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
    Resources lockUsed(QuotaHolder holder) {
        jdbc.sql("insert into quota_usage (%1$s) values (:id) on conflict (%1$s) do nothing".formatted(holder.column()))
                .param("id", holder.id())
                .update();
        return jdbc.sql("""
                        select cpu, memory, gpu, storage, environments from quota_usage where %s = :id for update
                        """.formatted(holder.column()))
                .param("id", holder.id())
                .query(QuotaRepository::resources)
                .single();
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
                row.getLong("gpu"),
                row.getLong("storage"),
                row.getLong("environments"));
    }
}
