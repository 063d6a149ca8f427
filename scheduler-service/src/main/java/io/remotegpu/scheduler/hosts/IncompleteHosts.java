package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.FleetEvent.HostIncomplete;
import io.remotegpu.contracts.HostId;
import io.remotegpu.messaging.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Closes a host that lists fewer GPUs than it has declared: a card that fell off the bus seldom leaves the others in peace. What runs there goes on. A
 * host that was closed for that alone is opened again when all are there, or by an administrator, who takes it as it is. One in maintenance stays there.
 */
@Component
class IncompleteHosts {
    private final JdbcClient jdbc;
    private final HostProperties properties;
    private final HostEvents events;
    private final Outbox outbox;
    private final Clock clock;

    IncompleteHosts(JdbcClient jdbc, HostProperties properties, HostEvents events, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Cards that it lists. Slices of one are one; those of several machines, which come and go, are not counted. */
    int cards(HostId host) {
        return jdbc.sql(
                        "select count(distinct gpu_index) from gpus where host_id = :host and present and machine is null")
                .param("host", host.value())
                .query(Integer.class)
                .single();
    }

    /**
     * In the transaction that took in the inventory, and has locked the host.
     *
     * @param vanished listed before and not any more; none if the inventory came twice
     * @param before cards before it
     */
    void compare(HostId host, List<String> vanished, int before) {
        int now = cards(host);
        if (now < before) {
            missing(host, vanished, before);
        } else {
            found(host, vanished, now);
        }
    }

    private record Missing(String name, boolean closed, String gpus) {}

    private void missing(HostId host, List<String> vanished, int before) {
        Missing missing = jdbc.sql("""
                update hosts set missing_gpus = missing_gpus || :vanished, declared_gpus = greatest(coalesce(declared_gpus, 0), :before),
                                 maintenance = maintenance or :drain, closed_incomplete = closed_incomplete or (:drain and not maintenance)
                where host_id = :host
                returning name, closed_incomplete as closed,
                          (select string_agg(format('GPU %s (%s, %s) is gone', gpu_index, gpus.name, uuid), ', ' order by gpu_index)
                           from gpus where uuid = any(missing_gpus)) as gpus
                """)
                .param("vanished", vanished.toArray(String[]::new))
                .param("before", before)
                .param("drain", properties.drainIncomplete())
                .param("host", host.value())
                .query((row, number) -> missing(row))
                .single();
        String consequence = missing.closed() ? ": closed for new work, what runs there goes on" : "";
        events.record(host, "incomplete", missing.gpus() + consequence);
        outbox.publish(
                new HostIncomplete(host, missing.name(), vanished, missing.gpus(), missing.closed(), clock.instant()));
    }

    private static Missing missing(ResultSet row) throws SQLException {
        return new Missing(row.getString("name"), row.getBoolean("closed"), row.getString("gpus"));
    }

    /** As many as it had: all is there again, or was replaced. */
    private void found(HostId host, List<String> vanished, int now) {
        jdbc.sql("""
                update hosts set missing_gpus = array(select uuid from gpus where uuid = any(missing_gpus || :vanished) and not present)
                where host_id = :host and declared_gpus > :now
                """)
                .param("vanished", vanished.toArray(String[]::new))
                .param("host", host.value())
                .param("now", now)
                .update();
        jdbc.sql("""
                with known as (select host_id, closed_incomplete as was_closed from hosts
                               where host_id = :host and declared_gpus <= :now)
                update hosts set missing_gpus = '{}', declared_gpus = null, closed_incomplete = false,
                                 maintenance = maintenance and not closed_incomplete
                from known where hosts.host_id = known.host_id returning was_closed
                """)
                .param("host", host.value())
                .param("now", now)
                .query(Boolean.class)
                .list()
                .forEach(wasClosed -> events.record(
                        host, "complete", "all its GPUs are there again" + (wasClosed ? ": opened for new work" : "")));
    }
}
