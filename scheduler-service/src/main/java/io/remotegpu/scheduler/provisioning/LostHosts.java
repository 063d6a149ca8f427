package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.FailureCause;
import io.remotegpu.scheduler.hosts.HostProperties;
import io.remotegpu.scheduler.leases.CapacityFreed;
import io.remotegpu.scheduler.provisioning.StopWorkload.Ending;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives up what ran on hosts that were declared lost, and what asked to be started elsewhere after a long silence. The stop is sent to the
 * host all the same: should it return, the first thing that it hears is that the lease is over.
 */
@Component
class LostHosts {
    private static final Logger LOG = LoggerFactory.getLogger(LostHosts.class);

    private final JdbcClient jdbc;
    private final Provisioning provisioning;
    private final HostProperties properties;
    private final ApplicationEventPublisher application;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LostHosts(
            JdbcClient jdbc,
            Provisioning provisioning,
            HostProperties properties,
            ApplicationEventPublisher application,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.provisioning = provisioning;
        this.properties = properties;
        this.application = application;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Given(WorkloadId id, HostId host, String hostName, boolean lost, Instant lastAttestedAt) {}

    @Scheduled(fixedDelayString = "${scheduler.hosts.watch-every:2s}")
    void watch() {
        givenUp().forEach(this::giveUp);
        transaction.executeWithoutResult(status -> {
            markGpusLost();
            letThoseWhoWaitGoElsewhere();
        });
    }

    /** One that cannot be given up must not keep the others. */
    private void giveUp(Given given) {
        try {
            transaction.executeWithoutResult(status -> provisioning
                    .lock(given.id())
                    .filter(allocation -> given.host().equals(allocation.hostId()) && isUp(allocation))
                    .ifPresent(allocation -> provisioning.stop(allocation, ending(given))));
        } catch (RuntimeException failure) {
            LOG.error("{} on host {} could not be given up and is tried again", given.id(), given.host(), failure);
        }
    }

    private static boolean isUp(Allocation allocation) {
        return allocation.phase() == Phase.RUNNING || allocation.phase() == Phase.UNKNOWN;
    }

    private static Ending ending(Given given) {
        String why = given.lost() ? " was declared lost" : " is silent since " + given.lastAttestedAt();
        return new Ending(FailureCause.HOST_LOST, "host " + given.hostName() + why, given.lastAttestedAt());
    }

    private List<Given> givenUp() {
        return jdbc.sql("""
                select workload_id, host_id, h.name, lost_at is not null as lost, last_heartbeat_at
                from allocations join hosts h using (host_id)
                where phase in ('running', 'unknown') and health = 'unknown'
                  and (lost_at is not null
                       or (lost_host_policy = 'reschedule' and snapshot_id is null and last_seen_at < :longAgo))
                order by workload_id
                """)
                .param("longAgo", Timestamp.from(Instant.now(clock).minus(properties.rescheduleAfter())))
                .query((row, number) -> new Given(
                        new WorkloadId(row.getString("workload_id")),
                        new HostId(row.getString("host_id")),
                        row.getString("name"),
                        row.getBoolean("lost"),
                        row.getTimestamp("last_heartbeat_at").toInstant()))
                .list();
    }

    /** Nobody asks a lost host whether they are clean. Should it return, they are shown clean before anybody gets them. */
    private void markGpusLost() {
        jdbc.sql("""
                update gpus set status = 'lost', status_reason = 'its host was declared lost', next_check_at = null
                from hosts
                where hosts.host_id = gpus.host_id and lost_at is not null and hosts.health = 'unknown'
                  and status in ('available', 'quarantined')
                """).update();
    }

    /** Their home is gone with the host. */
    private void letThoseWhoWaitGoElsewhere() {
        int freed = jdbc.sql("""
                update allocations set home_host_id = null
                from hosts
                where hosts.host_id = allocations.home_host_id and lost_at is not null and hosts.health = 'unknown'
                  and phase = 'queued' and lost_host_policy = 'reschedule' and snapshot_id is null
                """).update();
        if (freed > 0) {
            application.publishEvent(new CapacityFreed());
        }
    }
}
