package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeCommand.StopContainer;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.messaging.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What hosts say runs there though nobody leased it to them. It may be somebody's work, so it is not ended: its GPUs are kept from others, it is
 * shown, and a person decides.
 */
@Component
public class UnexpectedWorkloads {
    private static final int GRACE_SECONDS = 30;

    private final JdbcClient jdbc;
    private final HostEvents events;
    private final Outbox outbox;
    private final HostProperties properties;
    private final Clock clock;

    UnexpectedWorkloads(JdbcClient jdbc, HostEvents events, Outbox outbox, HostProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param state seen, quarantined once the host has gone on naming it, stopping once a person said so */
    record Unexpected(String workloadId, long epoch, String state, Instant firstSeenAt, Instant lastSeenAt) {}

    /** A heartbeat may have been written just before a lease began or ended; only what stays counts. At most one heartbeat of each host. */
    @Transactional
    public void compare(Collection<HostHeartbeat> heartbeats) {
        Map<HostId, List<AttestedWorkload>> strangers = strangers(heartbeats);
        strangers.forEach((host, here) -> {
            here.forEach(stranger -> note(host.value(), stranger));
            forgetAllBut(host.value(), here);
            quarantine(host);
        });
        forget(heartbeats.stream()
                .map(HostHeartbeat::hostId)
                .filter(host -> !strangers.containsKey(host))
                .map(HostId::value)
                .toArray(String[]::new));
    }

    List<Unexpected> on(String host) {
        return jdbc.sql("""
                select workload_id, epoch, state, first_seen_at, last_seen_at from unexpected_workloads
                where host_id = :host order by first_seen_at, workload_id
                """).param("host", host).query(Unexpected.class).list();
    }

    /** A person has decided that nobody needs it; its home stays. */
    @Transactional
    public void stop(HostId host, WorkloadId workload) {
        List<Long> epochs = jdbc.sql("""
                update unexpected_workloads set state = 'stopping'
                where host_id = :host and workload_id = :workload returning epoch
                """)
                .param("host", host.value())
                .param("workload", workload.value())
                .query(Long.class)
                .list();
        if (epochs.isEmpty()) {
            throw PlatformException.notFound("unexpected workload", workload.value());
        }
        epochs.forEach(epoch -> outbox.publish(new StopContainer(host, workload, epoch, GRACE_SECONDS)));
        events.record(host, "unexpected_stopped", workload + " is stopped as an administrator decided");
    }

    /** Of the hosts that have any. */
    private Map<HostId, List<AttestedWorkload>> strangers(Collection<HostHeartbeat> heartbeats) {
        Map<HostId, List<AttestedWorkload>> running = new HashMap<>();
        heartbeats.forEach(heartbeat -> heartbeat.workloads().stream()
                .filter(workload -> workload.state() == AttestedWorkload.State.RUNNING)
                .forEach(workload -> running.computeIfAbsent(heartbeat.hostId(), host -> new ArrayList<>())
                        .add(workload)));
        if (!running.isEmpty()) {
            Set<Leased> leased = leased(running.keySet());
            running.forEach((host, here) ->
                    here.removeIf(workload -> leased.contains(new Leased(host.value(), workload.epoch()))));
            running.values().removeIf(List::isEmpty);
        }
        return running;
    }

    private record Leased(String hostId, long epoch) {}

    private Set<Leased> leased(Set<HostId> hosts) {
        return Set.copyOf(
                jdbc.sql("select host_id, epoch from leases where host_id = any(:hosts) and closed_at is null")
                        .param("hosts", hosts.stream().map(HostId::value).toArray(String[]::new))
                        .query(Leased.class)
                        .list());
    }

    private void note(String host, AttestedWorkload stranger) {
        jdbc.sql("""
                insert into unexpected_workloads (host_id, workload_id, epoch, first_seen_at, last_seen_at, state)
                select host_id, :workload, :epoch, :now, :now, 'seen' from hosts where host_id = :host
                on conflict (host_id, workload_id, epoch) do update set last_seen_at = excluded.last_seen_at
                """)
                .param("host", host)
                .param("workload", stranger.workloadId().value())
                .param("epoch", stranger.epoch())
                .param("now", now())
                .update();
    }

    private void forgetAllBut(String host, List<AttestedWorkload> strangers) {
        String[] named = strangers.stream()
                .map(stranger -> stranger.workloadId() + "/" + stranger.epoch())
                .toArray(String[]::new);
        jdbc.sql("""
                delete from unexpected_workloads where host_id = :host and workload_id || '/' || epoch <> all(:named)
                """).param("host", host).param("named", named).update();
    }

    private void forget(String[] hosts) {
        jdbc.sql("delete from unexpected_workloads where host_id = any(:hosts)")
                .param("hosts", hosts)
                .update();
    }

    private void quarantine(HostId host) {
        jdbc
                .sql("""
                update unexpected_workloads set state = 'quarantined'
                where host_id = :host and state = 'seen' and first_seen_at <= :longAgo
                returning workload_id, epoch
                """)
                .param("host", host.value())
                .param("longAgo", Timestamp.from(Instant.now(clock).minus(properties.unexpectedAfter())))
                .query((row, number) -> {
                    String workload = row.getString("workload_id");
                    quarantineGpus(row.getLong("epoch"), workload);
                    return workload;
                })
                .list()
                .stream()
                .collect(Collectors.toSet())
                .forEach(workload -> events.record(
                        host, "unexpected", workload + " runs here though nobody leased it: look at it, then stop it"));
    }

    private void quarantineGpus(long epoch, String workload) {
        jdbc.sql("""
                update gpus set status = 'quarantined', next_check_at = :now, status_reason = :reason
                where uuid in (select gpu_uuid from gpu_leases where epoch = :epoch) and status = 'available'
                """)
                .param("now", now())
                .param("reason", workload + " runs on its host though its lease is over")
                .param("epoch", epoch)
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
