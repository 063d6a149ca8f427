package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.scheduler.placement.Placed;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The GPUs of leases: {@code gpus} says what each is doing, {@code gpu_leases} who held it when. */
@Component
class LeasedGpus {
    private final JdbcClient jdbc;

    LeasedGpus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void hold(WorkloadId workload, long epoch, Placed.Plan plan, Timestamp now) {
        if (plan.gpus().isEmpty()) {
            return;
        }
        int held = jdbc.sql("""
                update gpus set status = 'allocated', allocated_to = :workload, epoch = :epoch
                where uuid in (:gpus) and status = 'available'
                """)
                .param("workload", workload.value())
                .param("epoch", epoch)
                .param("gpus", plan.gpus())
                .update();
        if (held != plan.gpus().size()) {
            throw new PlatformException(
                    ErrorCode.PRECONDITION_FAILED,
                    "GPUs of host " + plan.hostId() + " were lost meanwhile: place it again");
        }
        insertLeases(workload, epoch, plan, now);
    }

    private void insertLeases(WorkloadId workload, long epoch, Placed.Plan plan, Timestamp now) {
        jdbc.sql("""
                insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, opened_at)
                select :epoch, uuid, :workload, host_id, :now from gpus where uuid in (:gpus)
                """)
                .param("epoch", epoch)
                .param("workload", workload.value())
                .param("now", now)
                .param("gpus", plan.gpus())
                .update();
    }

    /** The clean ones are available again, unless they vanished; the dirty ones are checked until they are clean. */
    void release(long epoch, List<QuarantinedGpu> dirty, Timestamp now) {
        jdbc.sql("update gpu_leases set closed_at = :now where epoch = :epoch and closed_at is null")
                .param("epoch", epoch)
                .param("now", now)
                .update();
        dirty.forEach(gpu -> quarantine(epoch, gpu, now));
        jdbc.sql("""
                update gpus set status = case when present then 'available' else 'lost' end, allocated_to = null
                where epoch = :epoch and status in ('allocated', 'releasing')
                """).param("epoch", epoch).update();
    }

    private void quarantine(long epoch, QuarantinedGpu gpu, Timestamp now) {
        jdbc.sql("""
                update gpus set status = 'quarantined', status_reason = :reason, allocated_to = null,
                                next_check_at = :now, check_attempts = 0
                where uuid = :uuid and epoch = :epoch and status in ('allocated', 'releasing')
                """)
                .param("reason", gpu.reason())
                .param("uuid", gpu.uuid())
                .param("epoch", epoch)
                .param("now", now)
                .update();
    }
}
