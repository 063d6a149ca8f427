package io.remotegpu.scheduler.reservations;

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

/** The tables {@code reservations} and {@code reserved_gpus}. That no GPU is booked twice at one time is a constraint of the latter. */
@Component
class ReservationStore {
    private static final String SELECT = """
            select r.*, array(select gpu_uuid from reserved_gpus g where g.reservation_id = r.id order by gpu_uuid) as gpus
            from reservations r
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReservationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws org.springframework.dao.DataIntegrityViolationException if one of the GPUs is booked in that time already */
    long insert(NewReservation wanted, List<String> gpus, long creator) {
        long id = jdbc.sql("""
                insert into reservations (workspace_id, note, starts_at, ends_at, created_by, created_at)
                values (:workspace, :note, :from, :until, :creator, :now) returning id
                """)
                .param("workspace", wanted.workspaceId())
                .param("note", wanted.noteOrNone())
                .param("from", Timestamp.from(wanted.startsAt()))
                .param("until", Timestamp.from(wanted.endsAt()))
                .param("creator", creator)
                .param("now", now())
                .query(Long.class)
                .single();
        jdbc.sql("""
                insert into reserved_gpus (reservation_id, gpu_uuid, during)
                select id, gpu, tstzrange(starts_at, ends_at) from reservations, unnest(:gpus) as gpu where id = :id
                """).param("gpus", gpus.toArray(String[]::new)).param("id", id).update();
        return id;
    }

    /** Those of the GPUs that exist. */
    List<String> known(List<String> gpus) {
        return jdbc.sql("select uuid from gpus where uuid in (:gpus)")
                .param("gpus", gpus)
                .query(String.class)
                .list();
    }

    /** So many whole GPUs of one host that nobody has booked then, of the host that has the fewest others; empty if there is none. */
    List<String> choose(NewReservation wanted, int count) {
        return jdbc.sql("""
                select uuid from (
                    select uuid, host_id, count(*) over (partition by host_id) as there,
                           row_number() over (partition by host_id order by leased, gpu_index) as number
                    from gpus
                    where present and mig_profile is null and name ilike '%' || :model || '%'
                      and not exists (select from reserved_gpus b where b.gpu_uuid = uuid and active
                                      and during && tstzrange(:from, :until))) open
                where number <= :count
                  and host_id = (select host_id from gpus g
                                 where present and mig_profile is null and name ilike '%' || :model || '%'
                                   and not exists (select from reserved_gpus b where b.gpu_uuid = g.uuid and active
                                                   and during && tstzrange(:from, :until))
                                 group by host_id having count(*) >= :count order by count(*), host_id limit 1)
                """)
                .param("model", wanted.model() == null ? "" : wanted.model())
                .param("from", Timestamp.from(wanted.startsAt()))
                .param("until", Timestamp.from(wanted.endsAt()))
                .param("count", count)
                .query(String.class)
                .list();
    }

    Optional<Reservation> find(long id) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("id", id)
                .query(ReservationStore::read)
                .optional();
    }

    /** The latest beginning first. */
    List<Reservation> list(int limit, long offset) {
        return jdbc.sql(SELECT + "order by starts_at desc, id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(ReservationStore::read)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from reservations").query(Long.class).single();
    }

    /** It is over by this end, and its GPUs are for everybody again; false if it was over before. */
    boolean end(long id, String state) {
        int ended = jdbc.sql("update reservations set state = :state where id = :id and state in ('booked', 'in_use')")
                .param("state", state)
                .param("id", id)
                .update();
        jdbc.sql("update reserved_gpus set active = false where reservation_id = :id and active")
                .param("id", id)
                .update();
        return ended == 1;
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }

    private static Reservation read(ResultSet row, int number) throws SQLException {
        return new Reservation(
                row.getLong("id"),
                row.getLong("workspace_id"),
                List.of((String[]) row.getArray("gpus").getArray()),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getString("state"),
                row.getString("note"),
                row.getLong("created_by"),
                instant(row.getTimestamp("told_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
