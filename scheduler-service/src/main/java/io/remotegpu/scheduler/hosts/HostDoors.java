package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens and closes hosts for new work, as administrators say. */
@Component
class HostDoors {
    private final JdbcClient jdbc;
    private final HostEvents events;
    private final Maintenance maintenance;
    private final ApplicationEventPublisher application;
    private final Clock clock;

    HostDoors(
            JdbcClient jdbc,
            HostEvents events,
            Maintenance maintenance,
            ApplicationEventPublisher application,
            Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.maintenance = maintenance;
        this.application = application;
        this.clock = clock;
    }

    /** Open again, with the GPUs that it has now. GPUs of a host that was declared lost are shown clean first. */
    @Transactional
    public void open(HostId host) {
        jdbc.sql("""
            update hosts set maintenance = false, drain_started = null, drain_moves = false, lost_at = null,
                             missing_gpus = '{}', declared_gpus = null, closed_incomplete = false
            where host_id = :host
            """).param("host", host.value()).update();
        jdbc.sql("""
            update gpus set status = 'quarantined', status_reason = 'back with its host, not checked yet', next_check_at = :now
            where host_id = :host and status = 'lost' and present
            """).param("host", host.value()).param("now", now()).update();
        maintenance.tell(host);
        events.record(host, "online", "opened for new work");
        application.publishEvent(new CapacityFreed());
    }

    /** Closed for new work. */
    @Transactional
    public void close(HostId host, Drain drain) {
        jdbc.sql("""
            update hosts set maintenance = true, closed_incomplete = false,
                             drain_started = case when :drain then coalesce(drain_started, cast(:now as timestamptz)) end,
                             drain_moves = :moves
            where host_id = :host
            """)
                .param("drain", drain != Drain.NONE)
                .param("moves", drain == Drain.MOVE)
                .param("now", now())
                .param("host", host.value())
                .update();
        maintenance.tell(host);
        events.record(host, drain == Drain.NONE ? "maintenance" : "draining", "closed for new work");
    }

    /** It never comes back: only a host that nobody hears may be called that. */
    @Transactional
    public void declareLost(HostId host) {
        int lost = jdbc.sql("""
            update hosts set lost_at = coalesce(lost_at, cast(:now as timestamptz)), maintenance = true, drain_started = null,
                             drain_moves = false, closed_incomplete = false
            where host_id = :host and health = 'unknown'
            """).param("now", now()).param("host", host.value()).update();
        if (lost == 0) {
            throw new PlatformException(
                    ErrorCode.ENVIRONMENT_STATE_CONFLICT,
                    "host " + host + " answers: close it with maintenance and drain; only an offline host can be lost",
                    Map.of("status", "online", "allowed", List.of("online", "maintenance")));
        }
        maintenance.tell(host);
        events.record(host, "lost", "declared lost for good: what was held there is given up");
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
