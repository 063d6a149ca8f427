package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.FleetEvent.GpuFitAgain;
import io.remotegpu.contracts.FleetEvent.GpuUnfit;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.messaging.Outbox;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each time that a GPU was not healthy, told to the others when it begins and when it is over. */
@Component
public class HealthIncidents {
    private final JdbcClient jdbc;
    private final Outbox outbox;

    HealthIncidents(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /** @param reason the latest */
    record Incident(
            long id,
            String hostId,
            String health,
            String reason,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** Begins one, or goes on with the one that lasts. Whoever calls has locked the GPU. */
    public void note(HostId host, String gpu, GpuHealth health, String reason, Instant at) {
        int lasting = jdbc.sql("""
                update gpu_health_incidents
                set reason = :reason, health = case when :health = 'unhealthy' then 'unhealthy' else health end
                where gpu_uuid = :gpu and ended_at is null
                """)
                .param("reason", reason)
                .param("health", wireName(health))
                .param("gpu", gpu)
                .update();
        if (lasting == 0) {
            long id = jdbc.sql("""
                    insert into gpu_health_incidents (gpu_uuid, host_id, health, reason, started_at)
                    values (:gpu, :host, :health, :reason, :at) returning id
                    """)
                    .param("gpu", gpu)
                    .param("host", host.value())
                    .param("health", wireName(health))
                    .param("reason", reason)
                    .param("at", Timestamp.from(at))
                    .query(Long.class)
                    .single();
            outbox.publish(new GpuUnfit(host, gpu, id, health, reason, at));
        }
    }

    private record Ended(long id, String hostId, String gpuUuid, Instant endedAt) {}

    /** Nothing happens if none lasts. */
    public void end(String gpu, Instant at) {
        tell(jdbc.sql("""
                update gpu_health_incidents set ended_at = greatest(started_at, cast(:at as timestamptz))
                where gpu_uuid = :gpu and ended_at is null returning id, host_id, gpu_uuid, ended_at
                """)
                .param("at", Timestamp.from(at))
                .param("gpu", gpu)
                .query(Ended.class)
                .list());
    }

    /** The host is gone with its GPUs. */
    void endOf(HostId host, Instant at) {
        tell(jdbc.sql("""
                update gpu_health_incidents set ended_at = greatest(started_at, cast(:at as timestamptz))
                where host_id = :host and ended_at is null returning id, host_id, gpu_uuid, ended_at
                """)
                .param("at", Timestamp.from(at))
                .param("host", host.value())
                .query(Ended.class)
                .list());
    }

    /** Newest first. */
    List<Incident> of(String gpu, int limit) {
        return jdbc.sql("""
                select id, host_id, health, reason, started_at, ended_at from gpu_health_incidents
                where gpu_uuid = :gpu order by id desc limit :limit
                """)
                .param("gpu", gpu)
                .param("limit", limit)
                .query(Incident.class)
                .list();
    }

    private void tell(List<Ended> ended) {
        ended.forEach(one ->
                outbox.publish(new GpuFitAgain(new HostId(one.hostId()), one.gpuUuid(), one.id(), one.endedAt())));
    }

    private static String wireName(GpuHealth health) {
        return health.name().toLowerCase(Locale.ROOT);
    }
}
