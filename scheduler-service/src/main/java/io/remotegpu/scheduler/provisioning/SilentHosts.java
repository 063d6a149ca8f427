package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.time.Instant;
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

    private record Affected(WorkloadId id, HostId host, String hostName, Instant lastAttestedAt) {}

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        jdbc.sql("""
                select workload_id, host_id, hosts.name as host_name, last_heartbeat_at
                from allocations join hosts using (host_id)
                where phase = 'running' and health = 'unknown'
                """)
                .query((row, number) -> new Affected(
                        new WorkloadId(row.getString("workload_id")),
                        new HostId(row.getString("host_id")),
                        row.getString("host_name"),
                        row.getTimestamp("last_heartbeat_at").toInstant()))
                .list()
                .forEach(affected -> transaction.executeWithoutResult(status -> markUnknown(affected)));
    }

    private void markUnknown(Affected affected) {
        allocations
                .lock(affected.id())
                .filter(allocation -> allocation.phase() == Phase.RUNNING)
                .ifPresent(allocation -> {
                    allocations.phase(allocation.id(), Phase.UNKNOWN);
                    outbox.publish(new EnvUnknown(
                            allocation.id(),
                            affected.host(),
                            allocation.epoch(),
                            affected.lastAttestedAt(),
                            "host " + affected.hostName() + " is silent since " + affected.lastAttestedAt()));
                });
    }
}
