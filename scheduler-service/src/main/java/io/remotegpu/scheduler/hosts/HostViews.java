package io.remotegpu.scheduler.hosts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Hosts as people see them. What is used is counted from the open leases. */
@Component
class HostViews {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private static final String SELECT = """
        select h.*, h.labels || h.added_labels as all_labels, g.total_gpu, g.well_gpu, g.unwell, g.gone, g.used_gpu, g.used_gpu_milli, u.used_cpu, u.used_memory, u.environments
        from hosts h
        cross join lateral (select count(*) filter (where present) as total_gpu, count(*) filter (where leased > 0) as used_gpu,
                                   coalesce(sum(leased), 0) as used_gpu_milli,
                                   count(*) filter (where present and gpus.health = 'healthy') as well_gpu,
                                   coalesce(array_agg(format('GPU %s (%s, %s) is %s: %s', gpu_index, gpus.name, uuid, gpus.health, health_reason)
                                            order by gpu_index) filter (where present and gpus.health <> 'healthy'), '{}') as unwell,
                                   coalesce(array_agg(format('GPU %s (%s, %s) is gone', gpu_index, gpus.name, uuid)
                                            order by gpu_index) filter (where uuid = any(h.missing_gpus)), '{}') as gone
                            from gpus where gpus.host_id = h.host_id) g
        cross join lateral (select coalesce(sum(cpu), 0) as used_cpu, coalesce(sum(memory), 0) as used_memory,
                                   count(*) as environments
                            from leases where leases.host_id = h.host_id and closed_at is null) u
        """;

    private final JdbcClient jdbc;

    HostViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * {@code status}: online, offline, maintenance or lost.
     *
     * @param closedReason why it takes nothing new though nobody closed it: GPUs that it had are gone
     * @param healthStatus healthy, degraded, unhealthy, suspect or unknown, as {@link HostHealth} has it
     * @param healthCauses why it is not healthy
     * @param totalDisk MiB, missing if its agent does not tell
     * @param freeDisk MiB that were measured to be free, give or take a GiB
     * @param usedGpu GPUs of which anything is held
     * @param usedGpuMilli thousandths of GPUs that are held
     * @param drainStartedAt since when what runs there is being stopped, null if it is not drained
     * @param environments how many hold something there: a drained host is empty once that is 0
     */
    record HostView(
            String id,
            String name,
            String ipAddress,
            String deploymentMode,
            String runtime,
            double totalCpu,
            int totalMemory,
            int totalGpu,
            double usedCpu,
            int usedMemory,
            int usedGpu,
            int usedGpuMilli,
            @Nullable Integer totalDisk,
            @Nullable Integer freeDisk,
            String status,
            @Nullable String closedReason,
            String healthStatus,
            List<String> healthCauses,
            Map<String, String> labels,
            List<String> taints,
            String agentVersion,
            Instant lastHeartbeatAt,
            @Nullable Instant drainStartedAt,
            int environments) {}

    List<HostView> list(int limit, long offset) {
        return jdbc.sql(SELECT + "order by h.host_id limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(HostViews::read)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from hosts").query(Long.class).single();
    }

    long count(String status) {
        return jdbc
                .sql("select maintenance or lost_at is not null as maintenance, health from hosts")
                .query((row, number) -> status(row.getBoolean("maintenance"), row.getString("health")))
                .list()
                .stream()
                .filter(status::equals)
                .count();
    }

    Optional<HostView> find(String id) {
        return jdbc.sql(SELECT + "where h.host_id = :id")
                .param("id", id)
                .query(HostViews::read)
                .optional();
    }

    private static HostHealth health(ResultSet row) throws SQLException {
        return HostHealth.of(
                row.getString("health"),
                row.getTimestamp("lost_at") != null,
                row.getInt("total_gpu"),
                row.getInt("well_gpu"),
                texts(row, "unwell"),
                texts(row, "gone"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static HostView read(ResultSet row, int number) throws SQLException {
        return new HostView(
                row.getString("host_id"),
                row.getString("name"),
                row.getString("address"),
                row.getString("deployment_mode"),
                row.getString("runtime"),
                row.getDouble("total_cpu"),
                row.getInt("total_memory"),
                row.getInt("total_gpu"),
                row.getDouble("used_cpu"),
                row.getInt("used_memory"),
                row.getInt("used_gpu"),
                row.getInt("used_gpu_milli"),
                row.getObject("total_disk", Integer.class),
                row.getObject("free_disk", Integer.class),
                status(row),
                row.getBoolean("closed_incomplete") ? String.join(", ", texts(row, "gone")) : null,
                health(row).status(),
                health(row).causes(),
                labels(row.getString("all_labels")),
                texts(row, "taints"),
                row.getString("agent_version"),
                row.getTimestamp("last_heartbeat_at").toInstant(),
                instant(row.getTimestamp("drain_started")),
                row.getInt("environments"));
    }

    private static String status(ResultSet row) throws SQLException {
        return row.getTimestamp("lost_at") != null
                ? "lost"
                : status(row.getBoolean("maintenance"), row.getString("health"));
    }

    private static String status(boolean maintenance, String health) {
        if (maintenance) {
            return "maintenance";
        }
        return health.equals("unknown") ? "offline" : "online";
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    private static Map<String, String> labels(@Nullable String json) {
        return json == null ? Map.of() : JSON.readValue(json, LABELS);
    }
}
