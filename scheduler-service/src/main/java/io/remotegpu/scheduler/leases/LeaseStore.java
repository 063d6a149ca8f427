package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.SchedulerEvent.GpuReleased;
import io.remotegpu.contracts.SchedulerEvent.GpuReserved;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.PortMapping;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.scheduler.placement.Placed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        Opened lease = insertLease(workload, spec, plan);
        long epoch = lease.epoch();
        List<LeasedGpu> leased = gpus.hold(workload, epoch, plan, spec.gpu().share(), now());
        List<PortMapping> held = ports.hold(plan.hostId(), epoch, spec.ports());
        decisions.planned(workload, plan, epoch);
        return new GpuReserved(workload, plan.hostId(), lease.hostName(), epoch, leased, held);
    }

    /** What was held for it before it came, as for one that moves; told when it was held. */
    Optional<GpuReserved> held(WorkloadId workload) {
        return leases.open(workload)
                .map(lease -> new GpuReserved(
                        workload, lease.hostId(), lease.hostName(), lease.epoch(), lease.gpus(), lease.ports()));
    }

    /** Gives back what is held under the epoch; empty if nothing is. */
    Optional<GpuReleased> close(WorkloadId workload, long epoch, List<QuarantinedGpu> dirty) {
        return leases.open(workload).filter(lease -> lease.epoch() == epoch).map(lease -> close(lease, dirty));
    }

    boolean holdsShare(long epoch) {
        return jdbc.sql("""
            select exists (select from gpu_leases where epoch = :epoch and share < 1000 and closed_at is null)
            """).param("epoch", epoch).query(Boolean.class).single();
    }

    private GpuReleased close(Lease lease, List<QuarantinedGpu> dirty) {
        jdbc.sql("update leases set closed_at = :now where epoch = :epoch")
                .param("epoch", lease.epoch())
                .param("now", now())
                .update();
        List<QuarantinedGpu> unclean = gpus.release(lease.epoch(), dirty, now());
        ports.release(lease.epoch());
        return new GpuReleased(lease.workloadId(), lease.hostId(), lease.epoch(), clean(lease, unclean), unclean);
    }

    private static List<String> clean(Lease lease, List<QuarantinedGpu> unclean) {
        return lease.ownGpus().stream()
                .filter(uuid -> unclean.stream().noneMatch(gpu -> gpu.uuid().equals(uuid)))
                .toList();
    }

    private record Opened(long epoch, String hostName) {}

    private Opened insertLease(WorkloadId workload, Workload spec, Placed.Plan plan) {
        return jdbc.sql("""
            insert into leases (epoch, workload_id, host_id, cpu, memory, opened_at)
            values (nextval('lease_epoch_seq'), :workload, :host, :cpu, :memory, :now)
            returning epoch, (select name from hosts where host_id = :host) as host_name
            """)
                .param("workload", workload.value())
                .param("host", plan.hostId().value())
                .param("cpu", spec.cpu())
                .param("memory", spec.memory())
                .param("now", now())
                .query(Opened.class)
                .single();
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
