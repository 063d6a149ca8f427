package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code moves}: at most one that has not ended for a workload, whose row is locked by whoever changes it. */
@Component
class MoveStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    MoveStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param wantedHost null for any but the one that it leaves
     * @param told where others were told that it goes, null if they were told nothing
     */
    record Move(
            UUID id,
            WorkloadId workload,
            @Nullable HostId wantedHost,
            HostId source,
            String reason,
            @Nullable HostId told) {}

    boolean knows(UUID id) {
        return jdbc.sql("select exists (select from moves where move_id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Those of everybody that are on the way. */
    int underWay() {
        return jdbc.sql("select count(*) from moves where ended_at is null")
                .query(Integer.class)
                .single();
    }

    /** Where so many others are on the way to that one more has to wait. */
    Set<HostId> hostsThatAwait(int most, WorkloadId butForThis) {
        return jdbc
                .sql("""
            select target_host from moves
            where ended_at is null and target_host is not null and workload_id <> :workload
            group by target_host having count(*) >= :most
            """)
                .param("workload", butForThis.value())
                .param("most", most)
                .query(String.class)
                .list()
                .stream()
                .map(HostId::new)
                .collect(Collectors.toSet());
    }

    /** Those of the owner of this workload that are on the way. */
    int underWayOfItsOwner(WorkloadId workload) {
        return jdbc.sql("""
            select count(*) from moves join allocations a using (workload_id)
            where ended_at is null and a.customer_id = (select customer_id from allocations where workload_id = :workload)
            """)
                .param("workload", workload.value())
                .query(Integer.class)
                .single();
    }

    /** Whether its home was copied, to its end or not. */
    boolean movedSince(WorkloadId workload, Instant then) {
        return jdbc.sql("""
            select exists (select from moves where workload_id = :workload and epoch is not null and ended_at > :then)
            """)
                .param("workload", workload.value())
                .param("then", Timestamp.from(then))
                .query(Boolean.class)
                .single();
    }

    void want(Move move) {
        jdbc.sql("""
            insert into moves (move_id, workload_id, state, reason, wanted_host, source_host, target_host, requested_at,
                               progressed_at)
            values (:id, :workload, 'wanted', :reason, :wanted, :source, :told, :now, :now)
            """)
                .param("id", move.id())
                .param("workload", move.workload().value())
                .param("reason", move.reason())
                .param("wanted", value(move.wantedHost()))
                .param("told", value(move.told()))
                .param("source", move.source().value())
                .param("now", now())
                .update();
    }

    /** The one of this workload that has not ended. */
    Optional<Move> open(WorkloadId workload) {
        return jdbc.sql("select * from moves where workload_id = :workload and ended_at is null for update")
                .param("workload", workload.value())
                .query(MoveStore::read)
                .optional();
    }

    /** A number that is larger than that of every lease and move before it. */
    long nextEpoch() {
        return jdbc.sql("select nextval('lease_epoch_seq')").query(Long.class).single();
    }

    /** @param mostBytes that may come, null for any */
    void begin(
            Move move, HostId target, long epoch, @Nullable Long mostBytes, String sourceTicket, String targetTicket) {
        jdbc.sql("""
            update moves set state = 'moving', target_host = :target, epoch = :epoch, source_ticket = :sourceTicket,
                             target_ticket = :targetTicket, most_bytes = :mostBytes, progressed_at = :now
            where move_id = :id
            """)
                .param("target", target.value())
                .param("epoch", epoch)
                .param("mostBytes", mostBytes)
                .param("sourceTicket", Ticket.digest(sourceTicket))
                .param("targetTicket", Ticket.digest(targetTicket))
                .param("now", now())
                .param("id", move.id())
                .update();
    }

    /** It was not even begun: whoever would ask again and again can see that. */
    void refused(Move move, String reason) {
        want(move);
        failed(move.id(), reason);
    }

    /** From here on nothing opens its relay. */
    void moved(UUID id) {
        end(id, "moved", null);
    }

    void failed(UUID id, String reason) {
        end(id, "failed", reason);
    }

    private void end(UUID id, String state, @Nullable String reason) {
        jdbc.sql("delete from home_pieces where epoch = (select epoch from moves where move_id = :id)")
                .param("id", id)
                .update();
        jdbc.sql("""
            update moves set state = :state, reason = coalesce(:reason, reason), source_ticket = null, target_ticket = null,
                             ended_at = :now
            where move_id = :id and ended_at is null
            """)
                .param("state", state)
                .param("reason", reason)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private static Move read(ResultSet row, int number) throws SQLException {
        return new Move(
                row.getObject("move_id", UUID.class),
                new WorkloadId(row.getString("workload_id")),
                host(row.getString("wanted_host")),
                new HostId(row.getString("source_host")),
                row.getString("reason"),
                host(row.getString("target_host")));
    }

    private static @Nullable HostId host(@Nullable String value) {
        return value == null ? null : new HostId(value);
    }

    private static @Nullable String value(@Nullable HostId host) {
        return host == null ? null : host.value();
    }

    private Timestamp now() {
        return Timestamp.from(Instant.now(clock));
    }
}
