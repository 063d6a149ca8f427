package io.remotegpu.scheduler.reservations;

import io.remotegpu.scheduler.leases.CapacityFreed;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Sees bookings begin, be used, be missed and end. */
@Component
class BookingWatch {
    private final JdbcClient jdbc;
    private final ReservationStore store;
    private final ReservationProperties properties;
    private final ApplicationEventPublisher application;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BookingWatch(
            JdbcClient jdbc,
            ReservationStore store,
            ReservationProperties properties,
            ApplicationEventPublisher application,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.properties = properties;
        this.application = application;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${scheduler.reservations.watch-every:10s}")
    void watch() {
        Instant now = Instant.now(clock);
        used(now);
        over(now).forEach(id -> end(id, "ended"));
        missed(now.minus(properties.noShowAfter())).forEach(id -> end(id, "no_show"));
    }

    private void end(long id, String state) {
        transaction.executeWithoutResult(status -> {
            if (store.end(id, state)) {
                application.publishEvent(new CapacityFreed());
            }
        });
    }

    /** Whoever booked is there, or was: coming for a moment is coming. */
    private void used(Instant now) {
        jdbc.sql("""
                update reservations r set state = 'in_use'
                where state = 'booked' and starts_at <= :now
                  and exists (select from reserved_gpus b
                              join gpu_leases l on l.gpu_uuid = b.gpu_uuid and (l.closed_at is null or l.closed_at > r.starts_at)
                              join allocations a on a.workload_id = l.workload_id
                              where b.reservation_id = r.id and a.workspace_id = r.workspace_id)
                """).param("now", Timestamp.from(now)).update();
    }

    private List<Long> over(Instant now) {
        return ids(
                "select id from reservations where state in ('booked', 'in_use') and ends_at <= :at order by id", now);
    }

    /** Whoever cannot come yet, because others are still there, is not late. */
    private List<Long> missed(Instant startedBefore) {
        return ids("""
                select id from reservations r where state = 'booked' and starts_at <= :at
                  and not exists (select from reserved_gpus b join gpu_leases l on l.gpu_uuid = b.gpu_uuid
                                  where b.reservation_id = r.id and l.closed_at is null)
                order by id
                """, startedBefore);
    }

    private List<Long> ids(String sql, Instant at) {
        return jdbc.sql(sql).param("at", Timestamp.from(at)).query(Long.class).list();
    }
}
