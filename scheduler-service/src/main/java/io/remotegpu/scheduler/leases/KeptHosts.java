package io.remotegpu.scheduler.leases;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.KeptHost.Candidate;
import io.remotegpu.scheduler.placement.Demand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which hosts are kept for requests that wait: in the queue's rows, so that a keep ends with the waiting. */
@Component
public class KeptHosts {
    private final JdbcClient jdbc;

    KeptHosts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Kept for it from now on, whatever was before. */
    public void keep(WorkloadId workload, KeptHost kept) {
        jdbc.sql("""
                update queue set kept_host_id = :host, kept_until = :until, kept_cpu = :cpu, kept_memory = :memory, kept_gpus = :gpus
                where workload_id = :workload
                """)
                .param("host", kept.host().value())
                .param("until", timestamp(kept.until()))
                .param("cpu", kept.cpu())
                .param("memory", kept.memory())
                .param("gpus", kept.gpus())
                .param("workload", workload.value())
                .update();
    }

    /** Nothing is kept for it any more. */
    public void giveUp(WorkloadId workload) {
        jdbc.sql("""
                update queue set kept_host_id = null, kept_until = null, kept_cpu = 0, kept_memory = 0, kept_gpus = 0
                where workload_id = :workload and kept_host_id is not null
                """).param("workload", workload.value()).update();
    }

    /** Those that are kept from it. */
    Set<HostId> from(WorkloadId workload, Candidate candidate, Instant now) {
        return jdbc
                .sql("select * from queue where kept_host_id is not null and workload_id <> :workload")
                .param("workload", workload.value())
                .query(KeptHosts::read)
                .list()
                .stream()
                .filter(kept -> !kept.admits(candidate, now))
                .map(KeptHost::host)
                .collect(toUnmodifiableSet());
    }

    /** It went there: the next one cannot have the same of what is left over. */
    void taken(WorkloadId workload, HostId host, Demand demand) {
        jdbc.sql("""
                update queue set kept_cpu = kept_cpu - :cpu, kept_memory = kept_memory - :memory, kept_gpus = kept_gpus - :gpus
                where kept_host_id = :host and workload_id <> :workload
                """)
                .param("cpu", demand.cpu())
                .param("memory", demand.memory())
                .param("gpus", demand.gpus())
                .param("host", host.value())
                .param("workload", workload.value())
                .update();
    }

    private static KeptHost read(ResultSet row, int number) throws SQLException {
        Timestamp until = row.getTimestamp("kept_until");
        return new KeptHost(
                new HostId(row.getString("kept_host_id")),
                row.getInt("rank"),
                row.getInt("standing"),
                until == null ? null : until.toInstant(),
                row.getDouble("kept_cpu"),
                row.getInt("kept_memory"),
                row.getInt("kept_gpus"));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
