package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuInventory;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The GPUs of a host as its agent lists them. Leases are never touched here: a leased GPU that vanished is lost once it is released, and
 * one that another host lists too stays where it is.
 */
@Component
class GpuStore {
    private static final Logger LOG = LoggerFactory.getLogger(GpuStore.class);

    private final JdbcClient jdbc;
    private final HostEvents events;
    private final Clock clock;

    GpuStore(JdbcClient jdbc, HostEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Answers with those that it listed before and lists no more. */
    List<String> replace(HostId host, List<GpuInventory> inventory) {
        List<Vanished> vanished =
                vanished(host, inventory.stream().map(GpuInventory::uuid).toArray(String[]::new));
        vanished.forEach(gpu -> events.record(
                host,
                "gpu_lost",
                "GPU %d (%s, %s) is not in its inventory any more".formatted(gpu.gpuIndex(), gpu.name(), gpu.uuid())));
        inventory.forEach(gpu -> upsert(host, gpu));
        return vanished.stream().map(Vanished::uuid).toList();
    }

    private record Vanished(String uuid, int gpuIndex, String name) {}

    private List<Vanished> vanished(HostId host, String[] present) {
        return jdbc.sql("""
            update gpus
            set present = false,
                status = case when status in ('allocated', 'releasing') then status else 'lost' end,
                status_reason = 'not in the inventory of its host any more',
                next_check_at = null
            where host_id = :host and present and uuid <> all(:present)
            returning uuid, gpu_index, name
            """)
                .param("host", host.value())
                .param("present", present)
                .query(Vanished.class)
                .list();
    }

    /**
     * A new GPU is available at once. One that was lost is shown clean first. One that is held or not clean cannot change its host, nor one that
     * a healthy host has: to list it does not make it one's own.
     */
    private void upsert(HostId host, GpuInventory gpu) {
        int written = jdbc.sql("""
            insert into gpus (uuid, host_id, gpu_index, name, brand, architecture, memory_total, driver_version, simulated,
                              machine, cuda_version, status)
            values (:uuid, :host, :index, :name, :brand, :architecture, :memoryTotal, :driverVersion, :simulated, :machine, :cudaVersion,
                    'available')
            on conflict (uuid) do update
            set host_id = excluded.host_id, gpu_index = excluded.gpu_index, name = excluded.name, brand = excluded.brand,
                architecture = excluded.architecture, memory_total = excluded.memory_total,
                driver_version = excluded.driver_version, simulated = excluded.simulated, machine = excluded.machine,
                cuda_version = excluded.cuda_version, present = true,
                status = case when gpus.status = 'lost' then 'quarantined' else gpus.status end,
                status_reason = case when gpus.status = 'lost' then 'back in the inventory, not checked yet'
                                     else gpus.status_reason end,
                next_check_at = case when gpus.status = 'lost' then :now else gpus.next_check_at end
            where gpus.host_id = excluded.host_id
                or gpus.status not in ('allocated', 'releasing', 'quarantined')
                    and not (gpus.present
                        and exists (select from hosts where hosts.host_id = gpus.host_id and health = 'healthy'))
            """)
                .param("uuid", gpu.uuid())
                .param("host", host.value())
                .param("index", gpu.index())
                .param("name", gpu.name())
                .param("brand", gpu.brand())
                .param("architecture", gpu.architecture())
                .param("memoryTotal", gpu.memoryTotal())
                .param("driverVersion", gpu.driverVersion())
                .param("simulated", gpu.simulated())
                .param("machine", gpu.machine())
                .param("cudaVersion", gpu.cudaVersion())
                .param("now", Timestamp.from(Instant.now(clock)))
                .update();
        if (written == 0) {
            LOG.error("host {} lists GPU {}, which another host has: it stays there", host, gpu.uuid());
        }
    }
}
