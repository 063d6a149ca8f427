package io.remotegpu.scheduler.moving;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is under way between two hosts: the counters in {@code moves}, the bytes in {@code home_pieces}. */
@Component
class RelayStore {
    private static final String SELECT = """
        select epoch, attempt, stored, taken, bytes, most_bytes, source_ticket, target_ticket from moves
        where epoch = :epoch and state = 'moving'\
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    RelayStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param stored pieces that came in this attempt, {@code bytes} of them in all; {@code taken} of them are not needed any more */
    record Standing(
            long epoch,
            int attempt,
            int stored,
            int taken,
            long bytes,
            @Nullable Long mostBytes,
            byte[] sourceTicket,
            byte[] targetTicket) {
        boolean hasRoomFor(int more) {
            return mostBytes == null || bytes + more <= mostBytes;
        }

        boolean opens(String ticket) {
            return isSource(ticket) || isTarget(ticket);
        }

        boolean isSource(String ticket) {
            return MessageDigest.isEqual(sourceTicket, Ticket.digest(ticket));
        }

        boolean isTarget(String ticket) {
            return MessageDigest.isEqual(targetTicket, Ticket.digest(ticket));
        }
    }

    record Piece(boolean last, byte[] bytes) {}

    /** Locked until the transaction ends; empty once the move has ended. */
    Optional<Standing> lock(long epoch) {
        return jdbc.sql(SELECT + " for update")
                .param("epoch", epoch)
                .query(Standing.class)
                .optional();
    }

    /** The same as it stands. */
    Optional<Standing> find(long epoch) {
        return jdbc.sql(SELECT).param("epoch", epoch).query(Standing.class).optional();
    }

    int beginAnew(Standing before) {
        delete(before.epoch(), Integer.MAX_VALUE);
        return jdbc.sql("""
            update moves set attempt = attempt + 1, stored = 0, taken = 0, bytes = 0 where epoch = :epoch returning attempt
            """).param("epoch", before.epoch()).query(Integer.class).single();
    }

    void store(Standing standing, boolean last, byte[] bytes) {
        jdbc.sql("insert into home_pieces (epoch, attempt, number, last, bytes) values (:epoch, :attempt,"
                        + " :number, :last, :bytes)")
                .param("epoch", standing.epoch())
                .param("attempt", standing.attempt())
                .param("number", standing.stored())
                .param("last", last)
                .param("bytes", bytes)
                .update();
        jdbc.sql("""
            update moves set stored = stored + 1, bytes = bytes + :size, progressed_at = :now where epoch = :epoch
            """)
                .param("size", bytes.length)
                .param("now", Timestamp.from(Instant.now(clock)))
                .param("epoch", standing.epoch())
                .update();
    }

    /** All before {@code number} are not needed any more. */
    void taken(Standing standing, int number) {
        delete(standing.epoch(), number);
        jdbc.sql("update moves set taken = :number, progressed_at = :now where epoch = :epoch and taken < :number")
                .param("number", number)
                .param("now", Timestamp.from(Instant.now(clock)))
                .param("epoch", standing.epoch())
                .update();
    }

    @Nullable
    Piece find(Standing standing, int number) {
        return jdbc.sql("""
            select last, bytes from home_pieces where epoch = :epoch and attempt = :attempt and number = :number
            """)
                .param("epoch", standing.epoch())
                .param("attempt", standing.attempt())
                .param("number", number)
                .query(Piece.class)
                .optional()
                .orElse(null);
    }

    private void delete(long epoch, int before) {
        jdbc.sql("delete from home_pieces where epoch = :epoch and number < :before")
                .param("epoch", epoch)
                .param("before", before)
                .update();
    }
}
