package io.remotegpu.scheduler.leases;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuLink;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.Topology;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Hosts as placement sees them, from the rows about them. */
@Component
class FleetReader {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int WHOLE = 1000;

    private final JdbcClient jdbc;
    private final HostSurroundings surroundings;
    private final Clock clock;

    FleetReader(JdbcClient jdbc, HostSurroundings surroundings, Clock clock) {
        this.jdbc = jdbc;
        this.surroundings = surroundings;
        this.clock = clock;
    }

    /** What of hosts is in other tables, by host. */
    private record Details(
            Map<String, List<PresentGpu>> gpus,
            Map<String, List<Tenant>> tenants,
            Map<String, List<GpuLink>> links,
            Map<String, Set<String>> images) {}

    private record PresentGpu(String hostId, FleetGpu gpu) {}

    private record Tenant(String hostId, long customerId, String image) {}

    List<FleetHost> all() {
        return of(jdbc.sql("select host_id from hosts")
                .query((row, number) -> new HostId(row.getString("host_id")))
                .list());
    }

    /** Those of the hosts that exist. */
    List<FleetHost> of(Collection<HostId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        List<String> hosts = ids.stream().map(HostId::value).toList();
        Details details =
                new Details(gpus(hosts), tenants(hosts), surroundings.links(hosts), surroundings.images(hosts));
        return jdbc.sql("""
                select h.*, (select string_agg('GPU ' || gpu_index || ' is gone', ', ' order by gpu_index) from gpus
                             where h.closed_incomplete and uuid = any(h.missing_gpus)) as missing, h.labels || h.added_labels as all_labels, h.total_cpu - used.cpu as free_cpu, h.total_memory - used.memory as free_memory,
                       h.port_to - h.port_from + 1 - taken.ports as free_ports, promised.disk as promised_disk
                from hosts h
                cross join lateral (select coalesce(sum(cpu), 0) as cpu, coalesce(sum(memory), 0) as memory
                                    from leases where leases.host_id = h.host_id and closed_at is null) used
                cross join lateral (select count(distinct external_port) as ports from port_mappings p
                                    where p.host_id = h.host_id and (p.free_at is null or p.free_at > :now)) taken
                cross join lateral (\
                """ + HostSurroundings.PROMISED_DISK + """
                                    ) promised
                where h.host_id in (:hosts)
                """)
                .param("hosts", hosts)
                .param("now", Timestamp.from(Instant.now(clock)))
                .query((row, number) -> host(row, details))
                .list();
    }

    private static FleetHost host(ResultSet row, Details details) throws SQLException {
        String id = row.getString("host_id");
        List<Tenant> here = details.tenants().getOrDefault(id, List.of());
        List<FleetGpu> gpus = details.gpus().getOrDefault(id, List.of()).stream()
                .map(PresentGpu::gpu)
                .toList();
        int ports = row.getInt("port_to") - row.getInt("port_from") + 1;
        return new FleetHost(
                new HostId(id),
                row.getString("name"),
                closedBecause(row.getBoolean("maintenance"), row.getString("missing"), row.getString("health")),
                new Room(row.getDouble("total_cpu"), row.getInt("total_memory"), row.getInt("total_disk"), ports),
                new Room(row.getDouble("free_cpu"), row.getInt("free_memory"), freeDisk(row), row.getInt("free_ports")),
                gpus,
                Topology.of(
                        gpus.stream().map(FleetGpu::uuid).toList(),
                        details.links().getOrDefault(id, List.of())),
                JSON.readValue(row.getString("all_labels"), new TypeReference<Map<String, String>>() {}),
                Set.of((String[]) row.getArray("taints").getArray()),
                Stream.concat(here.stream().map(Tenant::image), details.images().getOrDefault(id, Set.of()).stream())
                        .collect(toUnmodifiableSet()),
                customers(here));
    }

    /** Neither what was promised to others nor what is taken already. A host that does not tell of its disk has none to promise: both are 0 then. */
    private static int freeDisk(ResultSet row) throws SQLException {
        long unpromised = row.getInt("total_disk") - row.getLong("promised_disk");
        return (int) Math.max(0, Math.min(unpromised, row.getInt("free_disk")));
    }

    private static Map<Long, Integer> customers(List<Tenant> tenants) {
        return tenants.stream().collect(groupingBy(Tenant::customerId, counting())).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().intValue()));
    }

    private static @Nullable String closedBecause(boolean maintenance, @Nullable String missing, String health) {
        if (maintenance) {
            return missing == null ? "in maintenance" : missing;
        }
        return health.equals("healthy") ? null : "no heartbeat";
    }

    private Map<String, List<PresentGpu>> gpus(List<String> hosts) {
        return jdbc
                .sql("""
                    select gpus.*, (select string_agg(reservation_id::text, :joint order by lower(during)) from reserved_gpus
                                    where gpu_uuid = uuid and active) as booked
                    from gpus where present and host_id in (:hosts) order by host_id, gpu_index
                    """)
                .param("joint", Bookings.JOINT)
                .param("hosts", hosts)
                .query((row, number) -> new PresentGpu(row.getString("host_id"), gpu(row)))
                .list()
                .stream()
                .collect(groupingBy(PresentGpu::hostId));
    }

    private static FleetGpu gpu(ResultSet row) throws SQLException {
        String slice = row.getString("mig_profile");
        int free = free(row);
        return new FleetGpu(
                row.getString("uuid"),
                row.getInt("gpu_index"),
                row.getString("name"),
                row.getInt("memory_total"),
                slice == null ? free : 0,
                slice == null ? Map.of() : Map.of(slice, free / WHOLE),
                row.getString("booked"),
                row.getString("machine"));
    }

    /** Of one that is held by shares the rest is free, of one that is held whole or is not healthy nothing. */
    private static int free(ResultSet row) throws SQLException {
        String status = row.getString("status");
        boolean shared = status.equals("allocated") && row.getString("allocated_to") == null;
        boolean fit = row.getString("health").equals("healthy");
        return fit && (status.equals("available") || shared) ? WHOLE - row.getInt("leased") : 0;
    }

    /** Whose workloads are there, and of which images: those need no pull. */
    private Map<String, List<Tenant>> tenants(List<String> hosts) {
        return jdbc.sql("""
            select leases.host_id, customer_id, workload ->> 'image' as image
            from leases join allocations using (workload_id)
            where closed_at is null and leases.host_id in (:hosts)
            """).param("hosts", hosts).query(Tenant.class).list().stream()
                .collect(groupingBy(Tenant::hostId));
    }
}
