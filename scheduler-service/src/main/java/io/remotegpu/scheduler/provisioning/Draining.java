package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.hosts.HostEvents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops what runs on hosts that are being drained, homes kept; says when a host is empty. */
@Component
class Draining {
    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final HostEvents events;
    private final TransactionTemplate transaction;

    Draining(
            JdbcClient jdbc,
            AllocationStore allocations,
            Provisioning provisioning,
            HostEvents events,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.events = events;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        jdbc.sql("""
            select workload_id from allocations join hosts using (host_id)
            where drain_started is not null and not drain_moves and phase in ('running', 'unknown') order by workload_id
            """)
                .query(String.class)
                .list()
                .forEach(id -> transaction.executeWithoutResult(status -> stop(new WorkloadId(id))));
        transaction.executeWithoutResult(status -> sayWhichAreEmpty());
    }

    private void stop(WorkloadId id) {
        provisioning
                .lock(id)
                .filter(known -> known.phase() == Phase.RUNNING || known.phase() == Phase.UNKNOWN)
                .filter(known -> known.desired() == Desired.RUNNING)
                .ifPresent(known -> {
                    allocations.want(id, Desired.STOPPED, false);
                    provisioning.reconcile(id);
                });
    }

    /** Closed it stays, until somebody opens it. */
    private void sayWhichAreEmpty() {
        jdbc.sql("""
            update hosts set drain_started = null
            where drain_started is not null
              and not exists (select 1 from leases where leases.host_id = hosts.host_id and closed_at is null)
            returning host_id
            """)
                .query(String.class)
                .list()
                .forEach(host -> events.record(new HostId(host), "drained", "nothing is held there any more"));
    }
}
