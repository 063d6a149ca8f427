package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of logins. Ending one that ended before, or never was, does nothing. */
@Repository
class Sessions {
    private final JdbcClient jdbc;
    private final Clock clock;

    Sessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Session insert(CustomerId customer, Session.Device device, Instant expiresAt) {
        return jdbc.sql("""
                insert into sessions (id, customer_id, user_agent, ip_address, created_at, last_used_at, expires_at)
                values (:id, :customer, :userAgent, :ipAddress, :now, :now, :expiresAt)
                returning *
                """)
                .param("id", UUID.randomUUID())
                .param("customer", customer.value())
                .param("userAgent", device.userAgent())
                .param("ipAddress", device.ipAddress())
                .param("now", now())
                .param("expiresAt", Timestamp.from(expiresAt))
                .query(Sessions::session)
                .single();
    }

    /** Held until the transaction ends: of two who bring the same token, the second sees what the first did. */
    Optional<Session> lock(UUID id) {
        return jdbc.sql("select * from sessions where id = :id for update")
                .param("id", id)
                .query(Sessions::session)
                .optional();
    }

    void extend(UUID id, Instant expiresAt) {
        jdbc.sql("update sessions set last_used_at = :now, expires_at = :expiresAt where id = :id")
                .param("now", now())
                .param("expiresAt", Timestamp.from(expiresAt))
                .param("id", id)
                .update();
    }

    List<Session> live(CustomerId customer) {
        return jdbc.sql("""
                select * from sessions where customer_id = :customer and revoked_at is null and expires_at > :now
                order by last_used_at desc, id
                """)
                .param("customer", customer.value())
                .param("now", now())
                .query(Sessions::session)
                .list();
    }

    /** Whether it was this customer's and lived. */
    boolean end(UUID id, CustomerId customer, EndReason reason) {
        return jdbc.sql("""
                update sessions set revoked_at = :now, revoked_for = :reason
                where id = :id and customer_id = :customer and revoked_at is null
                """)
                        .param("now", now())
                        .param("reason", reason.wireName())
                        .param("id", id)
                        .param("customer", customer.value())
                        .update()
                == 1;
    }

    /** All of the customer's that lived, but one; their ids. */
    List<UUID> endAllBut(String spared, CustomerId customer, EndReason reason) {
        return jdbc.sql("""
                update sessions set revoked_at = :now, revoked_for = :reason
                where customer_id = :customer and id::text <> :spared and revoked_at is null
                returning id
                """)
                .param("now", now())
                .param("reason", reason.wireName())
                .param("customer", customer.value())
                .param("spared", spared)
                .query(UUID.class)
                .list();
    }

    /** Forgets logins that nobody can use any more; their refresh tokens go with them. */
    void prune() {
        jdbc.sql("delete from sessions where expires_at < :now")
                .param("now", now())
                .update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("id", UUID.class),
                new CustomerId(row.getLong("customer_id")),
                new Session.Device(row.getString("user_agent"), row.getString("ip_address")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("last_used_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
