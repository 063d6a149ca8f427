package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is held now, of the whole fleet. */
@Component
public class OpenLeases {
    private final JdbcClient jdbc;

    OpenLeases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<OpenLease> all(Instant now) {
        return jdbc.sql("""
                select l.workload_id, l.epoch, l.host_id, l.cpu, l.memory, l.opened_at,
                       (select count(*) from port_mappings p where p.epoch = l.epoch) as ports,
                       array(select gpu_uuid from gpu_leases g where g.epoch = l.epoch and g.closed_at is null order by id) as gpus,
                       array(select share from gpu_leases g where g.epoch = l.epoch and g.closed_at is null order by id) as shares,
                       coalesce(a.priority = 0 and a.phase = 'running' and n.epoch is null, false) as spot,
                       case when a.phase = 'running' then a.started_at + make_interval(secs => a.max_duration_seconds) end as ends_at
                from leases l left join allocations a using (workload_id)
                left join stop_notices n on n.workload_id = l.workload_id and n.epoch = l.epoch
                where l.closed_at is null
                """).query((row, number) -> lease(row, now)).list();
    }

    private static OpenLease lease(ResultSet row, Instant now) throws SQLException {
        return new OpenLease(
                new WorkloadId(row.getString("workload_id")),
                row.getLong("epoch"),
                new HostId(row.getString("host_id")),
                new Room(row.getDouble("cpu"), row.getInt("memory"), 0, row.getInt("ports")),
                gpus(row),
                row.getBoolean("spot"),
                Duration.between(row.getTimestamp("opened_at").toInstant(), now),
                left(row.getTimestamp("ends_at"), now));
    }

    private static @Nullable Duration left(@Nullable Timestamp endsAt, Instant now) {
        if (endsAt == null) {
            return null;
        }
        Duration left = Duration.between(now, endsAt.toInstant());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Map<String, Integer> gpus(ResultSet row) throws SQLException {
        String[] uuids = (String[]) row.getArray("gpus").getArray();
        Integer[] shares = (Integer[]) row.getArray("shares").getArray();
        Map<String, Integer> gpus = new HashMap<>();
        for (int i = 0; i < uuids.length; i++) {
            gpus.put(uuids[i], shares[i]);
        }
        return gpus;
    }
}
