package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.workload.LeasedGpu;
import io.remotegpu.contracts.workload.QuarantinedGpu;
import io.remotegpu.scheduler.placement.Placed;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The GPUs of leases: {@code gpus} says what each is doing, {@code gpu_leases} who held it when. */
@Component
class LeasedGpus {
    private static final int WHOLE = 1000;
    private static final String SHARES_ENDED = "the last share of it has ended, not checked yet";

    private static final String HOLD_WHOLE = """
            update gpus set status = 'allocated', allocated_to = :workload, epoch = :epoch
            where uuid = any(:gpus) and status = 'available'
            returning *""";
    /** One that nobody holds, or others by shares. */
    private static final String HOLD_SHARE = """
            update gpus set status = 'allocated', epoch = :epoch
            where uuid = any(:gpus) and leased + :share <= 1000 and mig_profile is null
              and health = 'healthy' and (status = 'available' or (status = 'allocated' and allocated_to is null))
            returning *""";

    private final JdbcClient jdbc;

    LeasedGpus(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return those of the plan */
    List<LeasedGpu> hold(WorkloadId workload, long epoch, Placed.Plan plan, @Nullable Integer share, Timestamp now) {
        if (plan.gpus().isEmpty()) {
            return List.of();
        }
        List<LeasedGpu> held = share == null
                ? lease(HOLD_WHOLE, workload, epoch, plan, WHOLE, now)
                : lease(HOLD_SHARE, workload, epoch, plan, share, now);
        if (held.size() != plan.gpus().size()) {
            throw new PlatformException(
                    ErrorCode.PRECONDITION_FAILED,
                    "GPUs of host " + plan.hostId() + " were lost meanwhile: place it again");
        }
        return held;
    }

    /** Of fewer than planned nothing stays: whoever counts them undoes it. */
    private List<LeasedGpu> lease(
            String hold, WorkloadId workload, long epoch, Placed.Plan plan, int share, Timestamp now) {
        return jdbc.sql("with held as (" + hold + ") " + """
                , leased as (insert into gpu_leases (epoch, gpu_uuid, workload_id, host_id, share, opened_at)
                             select :epoch, uuid, :workload, host_id, :share, :now from held)
                select uuid, gpu_index as index, name, memory_total, simulated, nullif(:share, 1000) as share from held order by gpu_index
                """)
                .param("workload", workload.value())
                .param("epoch", epoch)
                .param("gpus", plan.gpus().toArray(String[]::new))
                .param("share", share)
                .param("now", now)
                .query(LeasedGpu.class)
                .list();
    }

    /**
     * Own ones are available again, unless they vanished, are not healthy or were not shown clean; a shared one stays with the others, and with the last share it is checked.
     *
     * @return those that nobody gets until they are shown clean
     */
    List<QuarantinedGpu> release(long epoch, List<QuarantinedGpu> dirty, Timestamp now) {
        jdbc.sql("update gpu_leases set closed_at = :now where epoch = :epoch and closed_at is null")
                .param("epoch", epoch)
                .param("now", now)
                .update();
        dirty.forEach(gpu -> quarantine(epoch, gpu, now));
        List<QuarantinedGpu> unfit = quarantineUnfit(epoch, now);
        jdbc.sql("""
                update gpus set status = case when present then 'available' else 'lost' end, allocated_to = null
                where uuid in (select gpu_uuid from gpu_leases where epoch = :epoch)
                  and epoch = :epoch and status in ('allocated', 'releasing') and allocated_to is not null
                """).param("epoch", epoch).update();
        return Stream.of(dirty, unfit, checkLeft(epoch, now))
                .flatMap(List::stream)
                .toList();
    }

    private void quarantine(long epoch, QuarantinedGpu gpu, Timestamp now) {
        jdbc.sql("""
                update gpus set status = 'quarantined', status_reason = :reason, allocated_to = null,
                                next_check_at = :now, check_attempts = 0
                where uuid = :uuid and epoch = :epoch and status in ('allocated', 'releasing') and allocated_to is not null
                """)
                .param("reason", gpu.reason())
                .param("uuid", gpu.uuid())
                .param("epoch", epoch)
                .param("now", now)
                .update();
    }

    private List<QuarantinedGpu> quarantineUnfit(long epoch, Timestamp now) {
        return jdbc.sql("""
                update gpus set status = 'quarantined', status_reason = health_reason, allocated_to = null, check_attempts = 0,
                                next_check_at = :now
                where uuid in (select gpu_uuid from gpu_leases where epoch = :epoch) and epoch = :epoch
                  and status in ('allocated', 'releasing') and allocated_to is not null and present and health <> 'healthy'
                returning uuid, status_reason as reason
                """)
                .param("epoch", epoch)
                .param("now", now)
                .query(QuarantinedGpu.class)
                .list();
    }

    /** The row of the GPU is locked since its count was changed: of several who leave at once exactly one is the last. */
    private List<QuarantinedGpu> checkLeft(long epoch, Timestamp now) {
        return jdbc.sql("""
                update gpus set epoch = :epoch, check_attempts = 0, status_reason = :reason,
                                status = case when present then 'quarantined' else 'lost' end,
                                next_check_at = case when present then cast(:now as timestamptz) end
                where uuid in (select gpu_uuid from gpu_leases where epoch = :epoch)
                  and leased = 0 and status = 'allocated' and allocated_to is null
                returning uuid, status_reason as reason
                """)
                .param("epoch", epoch)
                .param("reason", SHARES_ENDED)
                .param("now", now)
                .query(QuarantinedGpu.class)
                .list();
    }
}
