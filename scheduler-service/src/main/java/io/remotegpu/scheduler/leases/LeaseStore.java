package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.placement.Placed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens and closes leases: one row for the workload, one for each GPU, one for each port, all under one epoch. */
@Component
class LeaseStore {
    private final JdbcClient jdbc;
    private final LeasedGpus gpus;
    private final Ports ports;
    private final Leases leases;
    private final Decisions decisions;
    private final Clock clock;

    LeaseStore(JdbcClient jdbc, LeasedGpus gpus, Ports ports, Leases leases, Decisions decisions, Clock clock) {
        this.jdbc = jdbc;
        this.gpus = gpus;
        this.ports = ports;
        this.leases = leases;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Holds what was planned, under a new epoch. */
    GpuReserved open(WorkloadId workload, Workload spec, Placed.Plan plan) {
        long epoch =
                jdbc.sql("select nextval('lease_epoch_seq')").query(Long.class).single();
        insertLease(workload, spec, plan, epoch);
        gpus.hold(workload, epoch, plan, now());
        List<PortMapping> held = ports.hold(plan.hostId(), epoch, spec.ports());
        decisions.planned(workload, plan, epoch);
        Lease lease = leases.open(workload).orElseThrow();
        return new GpuReserved(workload, plan.hostId(), lease.hostName(), epoch, lease.gpus(), held);
    }

    /** Gives back what is held under the epoch; empty if nothing is. */
    Optional<GpuReleased> close(WorkloadId workload, long epoch, List<QuarantinedGpu> dirty) {
        Optional<Lease> open = leases.open(workload).filter(lease -> lease.epoch() == epoch);
        open.ifPresent(lease -> {
            jdbc.sql("update leases set closed_at = :now where epoch = :epoch")
                    .param("epoch", epoch)
                    .param("now", now())
                    .update();
            gpus.release(epoch, dirty, now());
            ports.release(epoch);
        });
        return open.map(lease -> new GpuReleased(workload, lease.hostId(), epoch, clean(lease, dirty), dirty));
    }

    private static List<String> clean(Lease lease, List<QuarantinedGpu> dirty) {
        return lease.gpuUuids().stream()
                .filter(uuid -> dirty.stream().noneMatch(gpu -> gpu.uuid().equals(uuid)))
                .toList();
    }

    private void insertLease(WorkloadId workload, Workload spec, Placed.Plan plan, long epoch) {
        jdbc.sql("""
                insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at)
                values (:epoch, :workload, :host, :cpu, :memory, :now)
                """)
                .param("epoch", epoch)
                .param("workload", workload.value())
                .param("host", plan.hostId().value())
                .param("cpu", spec.cpu())
                .param("memory", spec.memory())
                .param("now", now())
                .update();
    }

    /** Whose it is; null for what belongs to nobody. */
    @Nullable
    Long customer(WorkloadId workload) {
        return jdbc.sql("select customer_id from allocations where workload_id = :workload")
                .param("workload", workload.value())
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
