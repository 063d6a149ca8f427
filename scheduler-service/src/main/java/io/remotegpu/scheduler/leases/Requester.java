package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.placement.Taints;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who asks for a place, and from where in the queue.
 *
 * @param rank its place in the queue when that was last looked at, null if it does not wait
 * @param settledOn the host that has its files, so that the disk it asked for is counted as taken there; null if none has
 */
record Requester(
        long customerId,
        long workspaceId,
        int priority,
        @Nullable Integer maxDurationSeconds,
        @Nullable Integer rank,
        @Nullable String settledOn) {

    /** Empty for what belongs to nobody. */
    static Optional<Requester> of(JdbcClient jdbc, WorkloadId workload) {
        return jdbc.sql("""
            select customer_id, workspace_id, priority, max_duration_seconds, queue.rank,
                   case when started_at is not null then home_host_id end as settled_on
            from allocations left join queue using (workload_id) where workload_id = :workload
            """)
                .param("workload", workload.value())
                .query(Requester.class)
                .optional();
    }

    /** Whether that is the only host that will do. */
    boolean isSettled(@Nullable HostId home) {
        return settledOn != null && home != null && settledOn.equals(home.value());
    }

    Taints.Asker asker() {
        return new Taints.Asker(customerId, workspaceId, priority == Scheduling.SPOT);
    }

    /** How long it runs at most; null if it does not say. */
    @Nullable
    Duration longest() {
        return maxDurationSeconds == null ? null : Duration.ofSeconds(maxDurationSeconds);
    }
}
