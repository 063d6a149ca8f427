package io.remotegpu.scheduler.hosts;

import java.util.List;
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
     * {@code health}: ok, or why the GPU is not given to anybody.
     *
     * @param allocatedTo who holds it whole; null while nobody does, or several hold shares of it
     * @param leased thousandths of it that are held
     * @param migProfile what it is a slice of, such as {@code 1g.10gb}; null for a whole GPU
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
            boolean simulated) {}

    /** One model over the whole fleet. {@code largestFreeBlock} is the most free ones on one open host. */
    record ModelView(String model, int memoryTotal, int total, int free, int largestFreeBlock, boolean simulated) {}

    List<GpuView> list(int limit, long offset) {
        return jdbc.sql("""
                select uuid, host_id, gpu_index, name, brand, architecture, memory_total, status, allocated_to, leased, mig_profile, epoch,
                       coalesce(status_reason, 'ok') as health, simulated
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
                       coalesce(status_reason, 'ok') as health, simulated
                from gpus where uuid = :uuid
                """).param("uuid", uuid).query(GpuView.class).optional();
    }

    long count() {
        return jdbc.sql("select count(*) from gpus").query(Long.class).single();
    }

    /** Only GPUs of hosts that take work count as free. */
    List<ModelView> byModel() {
        return jdbc.sql("""
                select name as model, memory_total, sum(total)::int as total, sum(free)::int as free,
                       max(free)::int as largest_free_block, bool_or(simulated) as simulated
                from (select g.name, g.memory_total, g.host_id, bool_or(g.simulated) as simulated, count(*) as total,
                             count(*) filter (where g.status = 'available' and h.health = 'healthy' and not h.maintenance) as free
                      from gpus g join hosts h using (host_id)
                      where g.present group by g.name, g.memory_total, g.host_id) per_host
                group by name, memory_total order by name, memory_total
                """).query(ModelView.class).list();
    }
}
