package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.scheduler.leases.CapacityFreed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Takes in what agents say about their hosts. */
@Component
public class HostRegistry {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final GpuStore gpus;
    private final IncompleteHosts incomplete;
    private final GpuSurroundings surroundings;
    private final Maintenance maintenance;
    private final HostEvents events;
    private final ApplicationEventPublisher application;
    private final Clock clock;

    HostRegistry(
            JdbcClient jdbc,
            GpuStore gpus,
            IncompleteHosts incomplete,
            GpuSurroundings surroundings,
            Maintenance maintenance,
            HostEvents events,
            ApplicationEventPublisher application,
            Clock clock) {
        this.jdbc = jdbc;
        this.gpus = gpus;
        this.incomplete = incomplete;
        this.surroundings = surroundings;
        this.maintenance = maintenance;
        this.events = events;
        this.application = application;
        this.clock = clock;
    }

    /** The agent is up, perhaps with another inventory than before. Maintenance outlives a restart of the agent. */
    @Transactional
    public void register(HostRegistered host) {
        jdbc.sql("""
            insert into hosts (host_id, name, address, deployment_mode, runtime, agent_version, total_cpu, total_memory,
                               port_from, port_to, labels, total_disk, free_disk, health, last_heartbeat_at, last_seen_at, registered_at)
            values (:hostId, :name, :address, :deploymentMode, :runtime, :agentVersion, :totalCpu, :totalMemory,
                    :portFrom, :portTo, :labels::jsonb, :totalDisk, :freeDisk, 'healthy', :now, :now, :now)
            on conflict (host_id) do update
            set name = excluded.name, address = excluded.address, deployment_mode = excluded.deployment_mode,
                runtime = excluded.runtime, agent_version = excluded.agent_version, total_cpu = excluded.total_cpu,
                total_memory = excluded.total_memory, port_from = excluded.port_from, port_to = excluded.port_to,
                labels = excluded.labels, total_disk = excluded.total_disk, free_disk = excluded.free_disk, health = 'healthy', last_seen_at = excluded.last_seen_at
            """)
                .param("hostId", host.hostId().value())
                .param("name", host.name())
                .param("address", host.address())
                .param("deploymentMode", host.deploymentMode())
                .param("runtime", host.runtime())
                .param("agentVersion", host.agentVersion())
                .param("totalCpu", host.totalCpu())
                .param("totalMemory", host.totalMemory())
                .param("portFrom", host.portFrom())
                .param("portTo", host.portTo())
                .param("labels", JSON.writeValueAsString(host.labels()))
                .param("totalDisk", host.disk() == null ? null : host.disk().total())
                .param("freeDisk", host.disk() == null ? null : host.disk().free())
                .param("now", now())
                .update();
        takeInventory(host);
        surroundings.replace(host);
        maintenance.tell(host.hostId());
        events.record(
                host.hostId(),
                "registered",
                "its agent started with " + host.gpus().size() + " GPUs");
        application.publishEvent(new CapacityFreed());
    }

    private void takeInventory(HostRegistered host) {
        int before = incomplete.cards(host.hostId());
        List<String> vanished = gpus.replace(host.hostId(), host.gpus());
        incomplete.compare(host.hostId(), vanished, before);
    }

    /** The hosts are alive: one update in the ordinary case. What each attested last counts, even if its clock was set back since. */
    @Transactional
    public void seen(Collection<HostHeartbeat> heartbeats) {
        Set<String> well = touch(heartbeats, "healthy");
        List<HostHeartbeat> others = heartbeats.stream()
                .filter(heartbeat -> !well.contains(heartbeat.hostId().value()))
                .toList();
        if (!others.isEmpty()) {
            touch(others, "suspect", "unknown").forEach(this::back);
        }
    }

    private void back(String host) {
        events.record(new HostId(host), "back", "it is heard again");
        application.publishEvent(new CapacityFreed());
    }

    /** When the host last spoke, by its own clock. */
    public Optional<Instant> lastAttestedAt(HostId host) {
        return jdbc.sql("select last_heartbeat_at from hosts where host_id = :host")
                .param("host", host.value())
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /**
     * Those of the hosts whose health was one of these. Free disk that moved by less than a GiB stays as it was told: with every other figure placement
     * reads the host again.
     */
    private Set<String> touch(Collection<HostHeartbeat> heartbeats, String... fromHealth) {
        return Set.copyOf(jdbc.sql("""
            with held as (
                select host_id from hosts where host_id = any(:hosts) and health = any(:fromHealth) order by host_id for update)
            update hosts set last_heartbeat_at = cast(told.at as timestamptz), last_seen_at = :now, health = 'healthy',
                             free_disk = case when abs(cast(told.free_disk as int) - hosts.free_disk) >= 1024 then cast(told.free_disk as int) else hosts.free_disk end
            from held join unnest(:hosts, :ats, :freeDisks) as told (id, at, free_disk) on told.id = held.host_id
            where hosts.host_id = held.host_id
            returning hosts.host_id
            """)
                .param(
                        "hosts",
                        texts(heartbeats, heartbeat -> heartbeat.hostId().value()))
                .param("ats", texts(heartbeats, heartbeat -> heartbeat.at().toString()))
                .param("freeDisks", texts(heartbeats, HostRegistry::freeDisk))
                .param("now", now())
                .param("fromHealth", fromHealth)
                .query(String.class)
                .list());
    }

    private static @Nullable String freeDisk(HostHeartbeat heartbeat) {
        return heartbeat.freeDisk() == null ? null : heartbeat.freeDisk().toString();
    }

    private static @Nullable String[] texts(
            Collection<HostHeartbeat> heartbeats, Function<HostHeartbeat, @Nullable String> part) {
        return heartbeats.stream().map(part).toArray(String[]::new);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
