package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops what has run as long as it asked for, so that whoever waits can count on it. */
@Component
class LongestRuns {
    private final JdbcClient jdbc;
    private final AllocationStore allocations;
    private final Provisioning provisioning;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LongestRuns(
            JdbcClient jdbc,
            AllocationStore allocations,
            Provisioning provisioning,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.allocations = allocations;
        this.provisioning = provisioning;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${scheduler.provisioning.expire-every:5s}")
    void watch() {
        over().forEach(id -> transaction.executeWithoutResult(status -> end(new WorkloadId(id))));
    }

    private void end(WorkloadId id) {
        provisioning.lock(id).filter(this::isOver).ifPresent(allocation -> {
            Integer seconds = allocation.scheduling().maxDurationSeconds();
            outbox.publish(new EnvExpired(
                    id,
                    allocation.epoch(),
                    Instant.now(clock),
                    "it has run for the " + seconds + " s that it asked for"));
            allocations.want(id, Desired.STOPPED, false);
            provisioning.reconcile(id);
        });
    }

    /** A silent host's workloads are left alone: what they do is not known. */
    private boolean isOver(Allocation allocation) {
        Integer seconds = allocation.scheduling().maxDurationSeconds();
        Instant started = allocation.startedAt();
        return allocation.phase() == Phase.RUNNING
                && seconds != null
                && started != null
                && !started.plusSeconds(seconds).isAfter(Instant.now(clock));
    }

    private List<String> over() {
        return jdbc.sql("""
                select workload_id from allocations
                where phase = 'running' and max_duration_seconds is not null
                  and started_at + make_interval(secs => max_duration_seconds) <= :now
                order by started_at limit 100
                """)
                .param("now", Timestamp.from(Instant.now(clock)))
                .query(String.class)
                .list();
    }
}
