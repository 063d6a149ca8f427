package io.remotegpu.scheduler.hosts;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** GPUs as people see them. */
@Component
class GpuViews {
    private final JdbcClient jdbc;

    GpuViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * {@code health}: ok, or why the GPU is not given to anybody new.
     *
     * @param healthStatus healthy, degraded or unhealthy
     * @param healthSince when that began; null if it was never anything but healthy
     *
     * @param allocatedTo who holds it whole; null while nobody does, or several hold shares of it
     * @param leased thousandths of it that are held
     * @param migProfile what it is a slice of, such as {@code 1g.10gb}; null for a whole GPU
     * @param cudaVersion the newest that its driver serves; null if it does not say
     */
    record GpuView(
            String uuid,
            String hostId,
            int gpuIndex,
            String name,
            String brand,
            String architecture,
            int memoryTotal,
            String status,
            @Nullable String allocatedTo,
            int leased,
            @Nullable String migProfile,
            long epoch,
            String health,
            String healthStatus,
            @Nullable Instant healthSince,
            boolean simulated,
            String driverVersion,
            @Nullable String cudaVersion) {}

    /**
     * One model over the whole fleet.
     *
     * @param free nobody has any of them
     * @param largestFreeBlock the most free ones on one open host
     * @param unhealthy of all, those that their host calls unfit
     * @param freeShares what is left of those that others have shares of, largest first; a share may also be had of a free one, unless its host takes no shares
     */
    record ModelView(
            String model,
            int memoryTotal,
            int total,
            int free,
            int largestFreeBlock,
            int unhealthy,
            boolean simulated,
            List<FreeShare> freeShares) {}

    /**
     * @param share thousandths of a GPU that are free
     * @param gpus of how many GPUs
     */
    record FreeShare(int share, int gpus) {}

    List<GpuView> list(int limit, long offset) {
        return jdbc.sql("""
            select uuid, host_id, gpu_index, name, brand, architecture, memory_total, status, allocated_to, leased, mig_profile, epoch,
                   coalesce(status_reason, health_reason, 'ok') as health, health as health_status, health_since, simulated,
                   driver_version, cuda_version
            from gpus order by host_id, gpu_index, uuid limit :limit offset :offset
            """)
                .param("limit", limit)
                .param("offset", offset)
                .query(GpuView.class)
                .list();
    }

    Optional<GpuView> find(String uuid) {
        return jdbc.sql("""
            select uuid, host_id, gpu_index, name, brand, architecture, memory_total, status, allocated_to, leased, mig_profile, epoch,
                   coalesce(status_reason, health_reason, 'ok') as health, health as health_status, health_since, simulated,
                   driver_version, cuda_version
            from gpus where uuid = :uuid
            """).param("uuid", uuid).query(GpuView.class).optional();
    }

    long count() {
        return jdbc.sql("select count(*) from gpus").query(Long.class).single();
    }

    /** How many there are of this health, one that is gone included. */
    long count(String health) {
        return jdbc.sql("select count(*) from gpus where health = :health")
                .param("health", health)
                .query(Long.class)
                .single();
    }

    /** Only GPUs of hosts that take work count as free. */
    List<ModelView> byModel() {
        Map<Kind, List<FreeShare>> shares = freeShares();
        return jdbc.sql("""
            select name, memory_total, sum(total)::int as total, sum(free)::int as free,
                   max(free)::int as largest_free_block, sum(unhealthy)::int as unhealthy, bool_or(simulated) as simulated
            from (select g.name, g.memory_total, g.host_id, bool_or(g.simulated) as simulated, count(*) as total,
                         count(*) filter (where g.health <> 'healthy') as unhealthy,
                         count(*) filter (where g.status = 'available' and h.health = 'healthy' and not h.maintenance) as free
                  from gpus g join hosts h using (host_id)
                  where g.present group by g.name, g.memory_total, g.host_id) per_host
            group by name, memory_total order by name, memory_total
            """).query((row, number) -> model(row, shares)).list();
    }

    private record Kind(String name, int memoryTotal) {
        static Kind of(ResultSet row) throws SQLException {
            return new Kind(row.getString("name"), row.getInt("memory_total"));
        }
    }

    private static ModelView model(ResultSet row, Map<Kind, List<FreeShare>> shares) throws SQLException {
        Kind kind = Kind.of(row);
        return new ModelView(
                kind.name(),
                kind.memoryTotal(),
                row.getInt("total"),
                row.getInt("free"),
                row.getInt("largest_free_block"),
                row.getInt("unhealthy"),
                row.getBoolean("simulated"),
                shares.getOrDefault(kind, List.of()));
    }

    private record SharedKind(Kind kind, FreeShare share) {}

    /** A host that takes no more shares offers none of what earlier ones left. */
    private Map<Kind, List<FreeShare>> freeShares() {
        return jdbc
                .sql("""
                    select g.name, g.memory_total, 1000 - g.leased as share, count(*) as gpus
                    from gpus g join hosts h using (host_id)
                    where g.present and g.status = 'allocated' and g.allocated_to is null and g.leased between 1 and 999 and g.health = 'healthy'
                      and h.health = 'healthy' and not h.maintenance and 'gpu-sharing=forbidden' <> all(h.taints)
                    group by g.name, g.memory_total, share order by share desc
                    """)
                .query((row, number) ->
                        new SharedKind(Kind.of(row), new FreeShare(row.getInt("share"), row.getInt("gpus"))))
                .list()
                .stream()
                .collect(groupingBy(SharedKind::kind, mapping(SharedKind::share, toList())));
    }
}
