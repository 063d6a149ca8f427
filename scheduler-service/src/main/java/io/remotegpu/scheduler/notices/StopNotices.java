package io.remotegpu.scheduler.notices;

import io.remotegpu.contracts.SchedulerEvent.EnvStopAnnounced;
import io.remotegpu.contracts.SchedulerEvent.EnvStopWithdrawn;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.messaging.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Announces stops and takes them back, inside the caller's transaction. One run has at most one notice: the first. */
@Component
public class StopNotices {
    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final Clock clock;

    StopNotices(JdbcClient jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param reason for a person: for whom it makes room */
    public record Notice(WorkloadId workload, long epoch, Instant stopsAt, String reason) {}

    /** It makes room for one that waits. Whoever calls has locked the workload. */
    public void announceFor(WorkloadId waiting, Notice notice) {
        announce(notice, waiting.value(), null);
    }

    /** It makes room for a booking. Whoever calls has locked the workload. */
    public void announceForReservation(long reservation, Notice notice) {
        announce(notice, null, reservation);
    }

    private void announce(Notice notice, @Nullable String waiting, @Nullable Long reservation) {
        int told = jdbc.sql("""
                insert into stop_notices (workload_id, epoch, stops_at, reason, for_workload, reservation_id, announced_at)
                values (:workload, :epoch, :stopsAt, :reason, :waiting, :reservation, :now)
                on conflict (workload_id) do update
                set epoch = excluded.epoch, stops_at = excluded.stops_at, reason = excluded.reason, announced_at = excluded.announced_at,
                    for_workload = excluded.for_workload, reservation_id = excluded.reservation_id
                where stop_notices.epoch < excluded.epoch
                """)
                .param("workload", notice.workload().value())
                .param("epoch", notice.epoch())
                .param("stopsAt", Timestamp.from(notice.stopsAt()))
                .param("reason", notice.reason())
                .param("waiting", waiting)
                .param("reservation", reservation)
                .param("now", Timestamp.from(Instant.now(clock)))
                .update();
        if (told == 1) {
            outbox.publish(new EnvStopAnnounced(notice.workload(), notice.epoch(), notice.stopsAt(), notice.reason()));
        }
    }

    /** Nobody needs its place any more. */
    public void withdraw(Notice notice, String reason) {
        if (forget(notice)) {
            outbox.publish(new EnvStopWithdrawn(notice.workload(), notice.epoch(), reason));
        }
    }

    /** It was stopped, or ended before. */
    public boolean forget(Notice notice) {
        return forget(notice.workload(), notice.epoch());
    }

    /** This run is over; fine if nobody told it to leave. */
    public boolean forget(WorkloadId workload, long epoch) {
        return jdbc.sql("delete from stop_notices where workload_id = :workload and epoch = :epoch")
                        .param("workload", workload.value())
                        .param("epoch", epoch)
                        .update()
                == 1;
    }

    /** Whether somebody was told to make room for it and has not left yet. When a silent host's workload leaves nobody knows: it does not count. */
    public boolean makeRoomFor(WorkloadId waiting) {
        return jdbc.sql("""
                select exists (
                    select from stop_notices n
                    join allocations a on a.workload_id = n.workload_id and a.epoch = n.epoch
                    join hosts h on h.host_id = a.host_id
                    where n.for_workload = :waiting and h.health <> 'unknown')
                """)
                .param("waiting", waiting.value())
                .query(Boolean.class)
                .single();
    }

    /** What its owner was told, empty if nothing. */
    public Optional<Notice> of(WorkloadId workload) {
        return jdbc.sql("select * from stop_notices where workload_id = :workload")
                .param("workload", workload.value())
                .query(StopNotices::read)
                .optional();
    }

    /** Those whose time has come. */
    public List<Notice> due() {
        return jdbc.sql("select * from stop_notices where stops_at <= :now order by stops_at, workload_id")
                .param("now", Timestamp.from(Instant.now(clock)))
                .query(StopNotices::read)
                .list();
    }

    /** Those that make room for somebody who does not wait any more, or for a booking that is over. */
    public List<Notice> pointless() {
        return jdbc.sql("""
                select * from stop_notices n
                where (for_workload is not null and not exists (
                          select from queue join allocations a using (workload_id) where workload_id = for_workload and a.phase = 'queued'))
                   or exists (select from reservations r where r.id = n.reservation_id and r.state not in ('booked', 'in_use'))
                """).query(StopNotices::read).list();
    }

    private static Notice read(ResultSet row, int number) throws SQLException {
        return new Notice(
                new WorkloadId(row.getString("workload_id")),
                row.getLong("epoch"),
                row.getTimestamp("stops_at").toInstant(),
                row.getString("reason"));
    }
}
