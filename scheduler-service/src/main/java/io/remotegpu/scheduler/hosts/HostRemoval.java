package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.FleetEvent.HostRemoved;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.history.UsageHistory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets hosts on which nothing lives any more. One whose agent is started again is registered as a new one. */
@Component
class HostRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(HostRemoval.class);

    /** What refers to a host, outermost first. */
    private static final List<String> FORGET = List.of(
            "update allocations set host_id = null where host_id = :host",
            "update allocations set home_host_id = null where home_host_id = :host",
            "delete from placement_decisions d using leases l where l.epoch = d.epoch and l.host_id = :host",
            "delete from port_mappings where host_id = :host",
            "delete from gpu_leases where host_id = :host",
            "delete from leases where host_id = :host",
            "delete from snapshots where host_id = :host",
            "delete from reserved_gpus b using gpus g where g.uuid = b.gpu_uuid and g.host_id = :host",
            "delete from gpus where host_id = :host",
            "delete from hosts where host_id = :host");

    private final JdbcClient jdbc;
    private final Maintenance maintenance;
    private final HealthIncidents incidents;
    private final UsageHistory history;
    private final Outbox outbox;
    private final Clock clock;

    HostRemoval(
            JdbcClient jdbc,
            Maintenance maintenance,
            HealthIncidents incidents,
            UsageHistory history,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.maintenance = maintenance;
        this.incidents = incidents;
        this.history = history;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** In the order of locks nothing new can come while the host's row is locked: each lease refers to it. */
    @Transactional
    public void remove(HostId host) {
        jdbc.sql("select 1 from hosts where host_id = :host for update")
                .param("host", host.value())
                .query()
                .listOfRows();
        refuseWhileEnrolled(host);
        List<String> living = living(host);
        if (!living.isEmpty()) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "on host " + host + " there still are " + String.join(", ", living)
                            + ": delete or move them first, or declare the host lost",
                    Map.of("living", living));
        }
        history.fillNow();
        FORGET.forEach(sql -> jdbc.sql(sql).param("host", host.value()).update());
        maintenance.tell(host);
        incidents.endOf(host, clock.instant());
        outbox.publish(new HostRemoved(host, clock.instant()));
        LOG.info("host {} was removed by an administrator", host);
    }

    /** Its key would open again what was removed. */
    private void refuseWhileEnrolled(HostId host) {
        boolean enrolled = jdbc.sql(
                        "select exists (select from host_enrollments where host_id = :host and revoked_at is null)")
                .param("host", host.value())
                .query(Boolean.class)
                .single();
        if (enrolled) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "host " + host
                            + " is enrolled, and would be back as soon as its agent starts: revoke its enrolment first"
                            + " (DELETE /api/v1/admin/hosts/" + host + "/enrollment)",
                    Map.of("host_id", host.value()));
        }
    }

    private List<String> living(HostId host) {
        return jdbc.sql("""
                select workload_id from (
                    select workload_id from allocations where :host in (host_id, home_host_id) and phase <> 'deleted'
                    union select workload_id from leases where host_id = :host and closed_at is null
                    union select snapshot_id from snapshots where host_id = :host and status in ('taking', 'ready', 'deleting')
                    union select 'reservation ' || reservation_id from reserved_gpus b join gpus g on g.uuid = b.gpu_uuid
                          where g.host_id = :host and b.active) living
                order by workload_id limit 20
                """).param("host", host.value()).query(String.class).list();
    }
}
