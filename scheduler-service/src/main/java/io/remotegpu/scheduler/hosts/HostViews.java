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
        select h.*, h.labels || h.added_labels as all_labels, g.total_gpu, g.used_gpu, g.used_gpu_milli, u.used_cpu, u.used_memory, u.environments
        from hosts h
        cross join lateral (select count(*) filter (where present) as total_gpu, count(*) filter (where leased > 0) as used_gpu,
                                   coalesce(sum(leased), 0) as used_gpu_milli
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
     * {@code status}: online, offline, maintenance or lost. {@code healthStatus}: healthy, suspect or unknown.
     *
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
            String healthStatus,
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
                row.getTimestamp("lost_at") != null
                        ? "lost"
                        : status(row.getBoolean("maintenance"), row.getString("health")),
                row.getString("health"),
                labels(row.getString("all_labels")),
                List.of((String[]) row.getArray("taints").getArray()),
                row.getString("agent_version"),
                row.getTimestamp("last_heartbeat_at").toInstant(),
                instant(row.getTimestamp("drain_started")),
                row.getInt("environments"));
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
