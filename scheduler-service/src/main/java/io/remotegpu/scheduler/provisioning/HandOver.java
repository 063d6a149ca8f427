package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.notices.StopNotices;
import io.remotegpu.scheduler.notices.StopNotices.Notice;
import io.remotegpu.scheduler.reservations.ReservationProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells those who are on GPUs that somebody has booked when they have to leave. */
@Component
class HandOver {
    private final JdbcClient jdbc;
    private final StopNotices notices;
    private final Provisioning provisioning;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration notice;

    HandOver(
            JdbcClient jdbc,
            StopNotices notices,
            Provisioning provisioning,
            TransactionTemplate transaction,
            Clock clock,
            ReservationProperties properties) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.provisioning = provisioning;
        this.transaction = transaction;
        this.clock = clock;
        this.notice = properties.notice();
    }

    private record InTheWay(String workload, long epoch, long reservation, Instant startsAt) {}

    @Scheduled(fixedDelayString = "${scheduler.reservations.watch-every:10s}")
    void watch() {
        Instant now = Instant.now(clock);
        jdbc.sql("""
                select distinct on (a.workload_id) a.workload_id as workload, a.epoch, r.id as reservation, r.starts_at
                from reservations r
                join reserved_gpus b on b.reservation_id = r.id and b.active
                join gpu_leases l on l.gpu_uuid = b.gpu_uuid and l.closed_at is null
                join allocations a on a.workload_id = l.workload_id and a.epoch = l.epoch and a.phase = 'running'
                where r.state in ('booked', 'in_use') and r.starts_at <= :soon and a.workspace_id <> r.workspace_id
                  and (a.max_duration_seconds is null or a.started_at + make_interval(secs => a.max_duration_seconds) > r.starts_at)
                  and not exists (select from stop_notices n where n.workload_id = a.workload_id and n.epoch = a.epoch)
                order by a.workload_id, r.starts_at
                """)
                .param("soon", Timestamp.from(now.plus(notice)))
                .query((row, number) -> new InTheWay(
                        row.getString("workload"),
                        row.getLong("epoch"),
                        row.getLong("reservation"),
                        row.getTimestamp("starts_at").toInstant()))
                .list()
                .forEach(found -> transaction.executeWithoutResult(status -> tell(found, now)));
    }

    /** Whoever is found in the way of a booking that has begun has as much time as all others. */
    private void tell(InTheWay found, Instant now) {
        Instant stopsAt = found.startsAt().isAfter(now) ? found.startsAt() : now.plus(notice);
        provisioning
                .lock(new WorkloadId(found.workload()))
                .filter(known -> known.phase() == Phase.RUNNING && known.epoch() == found.epoch())
                .ifPresent(known -> {
                    String reason = "its GPU is booked from " + found.startsAt();
                    notices.announceForReservation(
                            found.reservation(), new Notice(known.id(), known.epoch(), stopsAt, reason));
                    noteTold(found.reservation(), now);
                });
    }

    private void noteTold(long reservation, Instant now) {
        jdbc.sql("update reservations set told_at = :now where id = :id and told_at is null")
                .param("now", Timestamp.from(now))
                .param("id", reservation)
                .update();
    }
}
