package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.FleetEvent.GpuMaintenanceEnded;
import io.remotegpu.contracts.FleetEvent.GpuMaintenanceStarted;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.Message;
import io.remotegpu.messaging.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells which GPUs are out of work because people said so, whether one by one or with their host, or because their host is closed for want of others. */
@Component
class Maintenance {
    /** A host that is lost is not being worked on: nobody knows anything of it. */
    private static final String OUT_OF_WORK = """
            (select g.uuid, g.host_id from gpus g join hosts h using (host_id)
             where h.host_id = :host and g.present and h.lost_at is null and (h.maintenance or g.status = 'maintenance'))
            """;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Maintenance(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Tells what changed since it was told last. To be called in the transaction of every change of a host's maintenance or inventory, or of
     * a GPU's maintenance.
     */
    void tell(HostId host) {
        jdbc.sql("select 1 from hosts where host_id = :host for update")
                .param("host", host.value())
                .query(Integer.class)
                .list();
        Instant now = clock.instant();
        Stream<Message> ended = ended(host, now).stream()
                .map(gone -> new GpuMaintenanceEnded(new HostId(gone.hostId()), gone.gpuUuid(), gone.id(), now));
        Stream<Message> started = started(host, now).stream()
                .map(taken -> new GpuMaintenanceStarted(host, taken.gpuUuid(), taken.id(), now));
        outbox.publish(Stream.concat(ended, started).toArray(Message[]::new));
    }

    record Row(long id, String gpuUuid, String hostId) {}

    /** Those put back, and those that another host has now. */
    private List<Row> ended(HostId host, Instant now) {
        return jdbc.sql("""
                update gpu_maintenances m set ended_at = greatest(m.started_at, :now)
                where m.ended_at is null
                  and (m.host_id = :host or m.gpu_uuid in (select uuid from gpus where host_id = :host))
                  and (m.gpu_uuid, m.host_id) not in %s
                returning m.id, m.gpu_uuid, m.host_id
                """.formatted(OUT_OF_WORK))
                .param("host", host.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Row.class)
                .list();
    }

    private List<Row> started(HostId host, Instant now) {
        return jdbc.sql("""
                insert into gpu_maintenances (gpu_uuid, host_id, started_at)
                select uuid, host_id, :now from %s out_of_work
                on conflict (gpu_uuid) where ended_at is null do nothing
                returning id, gpu_uuid, host_id
                """.formatted(OUT_OF_WORK))
                .param("host", host.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Row.class)
                .list();
    }
}
