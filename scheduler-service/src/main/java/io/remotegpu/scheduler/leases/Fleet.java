package io.remotegpu.scheduler.leases;

import static java.util.stream.Collectors.groupingBy;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.Capacity;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is free on every host, derived from the open leases and never counted separately. */
@Component
public class Fleet {
    private static final int PLACEMENT_LOCK = 0x9b17;

    private final JdbcClient jdbc;
    private final Clock clock;

    Fleet(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One placement at a time over all replicas, until the transaction ends: what the snapshot shows as free stays free for this plan. */
    void lockForPlacement() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", PLACEMENT_LOCK)
                .query()
                .listOfRows();
    }

    /** Every host as it is now. */
    public List<FleetHost> snapshot() {
        Map<String, List<PresentGpu>> gpus = presentGpus();
        return jdbc.sql("""
                select h.*,
                       h.total_cpu - coalesce(used.cpu, 0) as free_cpu,
                       h.total_memory - coalesce(used.memory, 0) as free_memory,
                       h.port_to - h.port_from + 1 - coalesce(taken.ports, 0) as free_ports
                from hosts h
                left join (select host_id, sum(cpu) as cpu, sum(memory) as memory
                           from leases where closed_at is null group by host_id) used using (host_id)
                left join (select host_id, count(distinct external_port) as ports
                           from port_mappings where free_at is null or free_at > :now group by host_id) taken using (host_id)
                order by h.host_id
                """)
                .param("now", Timestamp.from(Instant.now(clock)))
                .query((row, number) -> host(row, gpus))
                .list();
    }

    private static FleetHost host(ResultSet row, Map<String, List<PresentGpu>> gpus) throws SQLException {
        String id = row.getString("host_id");
        List<PresentGpu> own = gpus.getOrDefault(id, List.of());
        return new FleetHost(
                new HostId(id),
                row.getString("name"),
                closedBecause(row.getBoolean("maintenance"), row.getString("health")),
                new Capacity(
                        row.getDouble("total_cpu"),
                        row.getInt("total_memory"),
                        own.stream().map(PresentGpu::gpu).toList()),
                row.getDouble("free_cpu"),
                row.getInt("free_memory"),
                row.getInt("free_ports"),
                own.stream().filter(PresentGpu::free).map(PresentGpu::gpu).toList());
    }

    private static @Nullable String closedBecause(boolean maintenance, String health) {
        if (maintenance) {
            return "in maintenance";
        }
        return health.equals("healthy") ? null : "no heartbeat";
    }

    private record PresentGpu(String hostId, boolean free, FleetGpu gpu) {}

    private Map<String, List<PresentGpu>> presentGpus() {
        return jdbc
                .sql("select * from gpus where present order by host_id, gpu_index")
                .query((row, number) -> new PresentGpu(
                        row.getString("host_id"),
                        row.getString("status").equals("available"),
                        new FleetGpu(
                                row.getString("uuid"),
                                row.getInt("gpu_index"),
                                row.getString("name"),
                                row.getInt("memory_total"))))
                .list()
                .stream()
                .collect(groupingBy(PresentGpu::hostId));
    }
}
