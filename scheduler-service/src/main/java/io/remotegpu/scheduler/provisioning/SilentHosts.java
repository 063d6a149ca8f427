package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.hosts.HostFellSilent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says "unknown" about what ran on a host that fell silent. Nothing is released and no twin is started: it may well still run. */
@Component
class SilentHosts {
    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Outbox outbox;
    private final TransactionTemplate transaction;

    SilentHosts(JdbcClient jdbc, AllocationStore allocations, Outbox outbox, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    /**
     * In the transaction that turns the host unknown. What is being stopped or deleted may run on just as well, so it is told too, but
     * stays what it is: its saga asks on.
     */
    @EventListener
    void on(HostFellSilent silent) {
        jdbc.sql("""
            select workload_id from allocations
            where host_id = :host and phase in ('running', 'stopping', 'deleting') order by workload_id
            """)
                .param("host", silent.hostId().value())
                .query(String.class)
                .list()
                .forEach(id -> tell(new WorkloadId(id), silent));
    }

    private record Affected(WorkloadId id, HostFellSilent host) {}

    /** Covers what was said to run just after its host had turned unknown. */
    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        jdbc.sql("""
            select workload_id, host_id, hosts.name as host_name, last_heartbeat_at
            from allocations join hosts using (host_id)
            where phase = 'running' and health = 'unknown'
            """)
                .query((row, number) -> new Affected(
                        new WorkloadId(row.getString("workload_id")),
                        new HostFellSilent(
                                new HostId(row.getString("host_id")),
                                row.getString("host_name"),
                                row.getTimestamp("last_heartbeat_at").toInstant())))
                .list()
                .forEach(affected ->
                        transaction.executeWithoutResult(status -> tellIfRunning(affected.id(), affected.host())));
    }

    private void tellIfRunning(WorkloadId id, HostFellSilent host) {
        allocations
                .lock(id)
                .filter(allocation -> allocation.phase() == Phase.RUNNING)
                .ifPresent(allocation -> tell(id, host));
    }

    private void tell(WorkloadId id, HostFellSilent host) {
        allocations
                .lock(id)
                .filter(allocation -> host.hostId().equals(allocation.hostId()) && mayRun(allocation))
                .ifPresent(allocation -> {
                    if (allocation.phase() == Phase.RUNNING) {
                        allocations.phase(id, Phase.UNKNOWN);
                    }
                    outbox.publish(new EnvUnknown(
                            id,
                            host.hostId(),
                            allocation.epoch(),
                            host.lastAttestedAt(),
                            "host " + host.name() + " is silent since " + host.lastAttestedAt()));
                });
    }

    /** It was started, and nobody has said yet that it stopped. */
    private static boolean mayRun(Allocation allocation) {
        return switch (allocation.phase()) {
            case RUNNING -> true;
            case STOPPING, DELETING -> allocation.startedAt() != null && allocation.stoppedAt() == null;
            case QUEUED, STARTING, UNKNOWN, STOPPED, FAILED, MOVING, DELETED -> false;
        };
    }
}
