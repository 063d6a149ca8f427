package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** What is held now. Only the {@link LeaseDesk} changes it. */
@Component
public class Leases {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final JdbcClient jdbc;

    Leases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the workload holds, empty if nothing. */
    public Optional<Lease> open(WorkloadId workload) {
        return jdbc.sql("""
                select l.*, h.name, h.address, h.runtime,
                       (select coalesce(jsonb_agg(jsonb_build_object('uuid', uuid, 'index', gpu_index, 'name', g.name, 'memory_total', memory_total,
                                                                     'simulated', simulated, 'share', nullif(held.share, 1000)) order by gpu_index), '[]')
                        from gpu_leases held join gpus g on g.uuid = held.gpu_uuid where held.epoch = l.epoch) as gpus,
                       (select coalesce(jsonb_agg(jsonb_build_object('service_type', service_type, 'external_port', external_port,
                                                                     'internal_port', internal_port, 'protocol', protocol) order by external_port), '[]')
                        from port_mappings p where p.epoch = l.epoch) as ports
                from leases l join hosts h using (host_id)
                where l.workload_id = :workload and l.closed_at is null
                """)
                .param("workload", workload.value())
                .query((row, number) -> lease(workload, row))
                .optional();
    }

    /** Shows that the lease is on its way back: its GPUs are {@code releasing} until their host proves them clean. */
    public void beginRelease(WorkloadId workload) {
        jdbc.sql("""
                update gpus set status = 'releasing'
                where uuid in (select gpu_uuid from gpu_leases join leases using (epoch)
                               where leases.workload_id = :workload and leases.closed_at is null)
                  and allocated_to = :workload and status = 'allocated'
                """).param("workload", workload.value()).update();
    }

    private static Lease lease(WorkloadId workload, ResultSet row) throws SQLException {
        return new Lease(
                workload,
                row.getLong("epoch"),
                new HostId(row.getString("host_id")),
                row.getString("name"),
                row.getString("address"),
                row.getString("runtime"),
                List.of(JSON.readValue(row.getString("gpus"), LeasedGpu[].class)),
                List.of(JSON.readValue(row.getString("ports"), PortMapping[].class)));
    }
}
