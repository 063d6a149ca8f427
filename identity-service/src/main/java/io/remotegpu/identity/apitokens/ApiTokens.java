package io.remotegpu.identity.apitokens;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.identity.secrets.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of API tokens. */
@Repository
class ApiTokens {
    /** Fresh enough for people to see which token is idle; written at every use it would be the busiest row. */
    private static final Duration USE_GRAIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    ApiTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ApiToken insert(CustomerId customer, String name, List<String> scopes, Instant expiresAt, Secret secret) {
        return jdbc.sql("""
                insert into api_tokens (id, customer_id, name, hash, scopes, created_at, expires_at)
                values (:id, :customer, :name, :hash, :scopes, :now, :expiry)
                returning *
                """)
                .param("id", UUID.randomUUID())
                .param("customer", customer.value())
                .param("name", name)
                .param("hash", secret.hash())
                .param("scopes", scopes.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .param("expiry", Timestamp.from(expiresAt))
                .query(ApiTokens::token)
                .single();
    }

    /** The customer's that still work, newest first. */
    List<ApiToken> live(CustomerId customer) {
        return jdbc.sql("""
                select * from api_tokens where customer_id = :customer and revoked_at is null and expires_at > :now
                order by created_at desc, id
                """)
                .param("customer", customer.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(ApiTokens::token)
                .list();
    }

    Optional<ApiToken> find(Secret secret) {
        return jdbc.sql("select * from api_tokens where hash = :hash and revoked_at is null and expires_at > :now")
                .param("hash", secret.hash())
                .param("now", Timestamp.from(clock.instant()))
                .query(ApiTokens::token)
                .optional();
    }

    void used(ApiToken token) {
        jdbc.sql("""
                update api_tokens set last_used_at = :now
                where id = :id and (last_used_at is null or last_used_at < :grain)
                """)
                .param("id", token.id())
                .param("now", Timestamp.from(clock.instant()))
                .param("grain", Timestamp.from(clock.instant().minus(USE_GRAIN)))
                .update();
    }

    /** Whether it was this customer's and worked. */
    boolean revoke(CustomerId customer, UUID id) {
        return jdbc.sql("""
                update api_tokens set revoked_at = :now
                where id = :id and customer_id = :customer and revoked_at is null
                """)
                        .param("id", id)
                        .param("customer", customer.value())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** Forgets those that work no more, a month later. */
    void prune() {
        jdbc.sql("delete from api_tokens where least(expires_at, revoked_at) < :old")
                .param("old", Timestamp.from(clock.instant().minus(Duration.ofDays(30))))
                .update();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        Timestamp used = row.getTimestamp("last_used_at");
        return new ApiToken(
                row.getObject("id", UUID.class),
                new CustomerId(row.getLong("customer_id")),
                row.getString("name"),
                List.of((String[]) row.getArray("scopes").getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
