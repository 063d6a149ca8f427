package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is held now. Only the {@link LeaseDesk} changes it. */
@Component
public class Leases {
    private final JdbcClient jdbc;
    private final Ports ports;

    Leases(JdbcClient jdbc, Ports ports) {
        this.jdbc = jdbc;
        this.ports = ports;
    }

    /** What the workload holds, empty if nothing. */
    public Optional<Lease> open(WorkloadId workload) {
        return jdbc.sql("""
                select l.*, h.name, h.address, h.runtime from leases l join hosts h using (host_id)
                where l.workload_id = :workload and l.closed_at is null
                """)
                .param("workload", workload.value())
                .query((row, number) -> lease(workload, row))
                .optional();
    }

    /** Shows that the lease is on its way back: its GPUs are {@code releasing} until their host proves them clean. */
    public void beginRelease(WorkloadId workload) {
        jdbc.sql("update gpus set status = 'releasing' where allocated_to = :workload and status = 'allocated'")
                .param("workload", workload.value())
                .update();
    }

    private Lease lease(WorkloadId workload, ResultSet row) throws SQLException {
        long epoch = row.getLong("epoch");
        return new Lease(
                workload,
                epoch,
                new HostId(row.getString("host_id")),
                row.getString("name"),
                row.getString("address"),
                row.getString("runtime"),
                gpus(epoch),
                ports.of(epoch));
    }

    private List<LeasedGpu> gpus(long epoch) {
        return jdbc.sql("""
                select g.uuid, g.gpu_index as index, g.name, g.memory_total, g.simulated, nullif(l.share, 1000) as share
                from gpu_leases l join gpus g on g.uuid = l.gpu_uuid
                where l.epoch = :epoch order by g.gpu_index
                """).param("epoch", epoch).query(LeasedGpu.class).list();
    }
}
