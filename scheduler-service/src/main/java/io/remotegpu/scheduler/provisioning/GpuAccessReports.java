package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.GpuAccessLost;
import io.remotegpu.contracts.GpuAccessRestored;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Workloads that run but cannot reach their GPUs. A host is believed about what it runs under the epoch of now. */
@Component
public class GpuAccessReports {
    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Outbox outbox;

    GpuAccessReports(JdbcClient jdbc, AllocationStore allocations, Outbox outbox) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.outbox = outbox;
    }

    /** Its GPUs stay held: a restart mends it. */
    public void lost(GpuAccessLost fact) {
        allocations
                .lock(fact.workloadId())
                .filter(allocation -> isUp(allocation, fact.hostId(), fact.epoch()))
                .filter(allocation -> degrade(fact))
                .filter(allocation -> allocation.phase() == Phase.RUNNING)
                .ifPresent(allocation -> outbox.publish(
                        new EnvDegraded(fact.workloadId(), fact.hostId(), fact.epoch(), fact.since(), fact.reason())));
    }

    public void restored(GpuAccessRestored fact) {
        allocations
                .lock(fact.workloadId())
                .filter(allocation -> isUp(allocation, fact.hostId(), fact.epoch()))
                .filter(allocation -> restore(fact.workloadId()))
                .filter(allocation -> allocation.phase() == Phase.RUNNING)
                .ifPresent(allocation ->
                        outbox.publish(new EnvRestored(fact.workloadId(), fact.hostId(), fact.epoch(), fact.at())));
    }

    /** Its host was silent and is back, and it still cannot: told anew, since nothing was billed meanwhile either way. */
    void tellAgain(Allocation allocation, HostId host, Instant since) {
        jdbc.sql("select degraded_reason from allocations where workload_id = :id and degraded_since is not null")
                .param("id", allocation.id().value())
                .query(String.class)
                .optional()
                .ifPresent(reason ->
                        outbox.publish(new EnvDegraded(allocation.id(), host, allocation.epoch(), since, reason)));
    }

    private boolean degrade(GpuAccessLost fact) {
        return jdbc.sql("""
                update allocations set degraded_since = :since, degraded_reason = :reason
                where workload_id = :id and degraded_since is null
                """)
                        .param("since", Timestamp.from(fact.since()))
                        .param("reason", fact.reason())
                        .param("id", fact.workloadId().value())
                        .update()
                == 1;
    }

    private boolean restore(WorkloadId id) {
        return jdbc.sql("""
                update allocations set degraded_since = null, degraded_reason = null
                where workload_id = :id and degraded_since is not null
                """).param("id", id.value()).update() == 1;
    }

    private static boolean isUp(Allocation allocation, HostId host, long epoch) {
        return allocation.epoch() == epoch
                && host.equals(allocation.hostId())
                && (allocation.phase() == Phase.RUNNING || allocation.phase() == Phase.UNKNOWN);
    }
}
