package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of tokens; each runs in the caller's transaction. */
@Component
class TokenStore {
    private static final String COLUMNS = """
            select id, null::text as token, host_id, note,
                   case when revoked_at is not null then 'revoked' when used_at is not null then 'used'
                        when expires_at <= cast(:now as timestamptz) then 'expired' else 'unused' end as status,
                   created_by_name as created_by, created_at, expires_at, used_at, used_by, revoked_at
            from enrollment_tokens
            """;

    private final JdbcClient jdbc;

    TokenStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param createdBy null for the platform itself */
    record NewToken(
            String hash,
            @Nullable HostId host,
            String note,
            @Nullable Long createdBy,
            String createdByName,
            Instant createdAt,
            Instant expiresAt) {}

    /** A token of the configuration comes again at each start; until it was used it lives on. */
    long save(NewToken token) {
        HostId host = token.host();
        return jdbc.sql("""
                insert into enrollment_tokens (token_hash, host_id, note, created_by, created_by_name, created_at, expires_at)
                values (:hash, :host, :note, :createdBy, :createdByName, :createdAt, :expiresAt)
                on conflict (token_hash) do update
                set expires_at = case when enrollment_tokens.used_at is null and enrollment_tokens.revoked_at is null
                                      then excluded.expires_at else enrollment_tokens.expires_at end
                returning id
                """)
                .param("hash", token.hash())
                .param("host", host == null ? null : host.value())
                .param("note", token.note())
                .param("createdBy", token.createdBy())
                .param("createdByName", token.createdByName())
                .param("createdAt", Timestamp.from(token.createdAt()))
                .param("expiresAt", Timestamp.from(token.expiresAt()))
                .query(Long.class)
                .single();
    }

    /** Locked until the transaction ends, so that nobody else uses it meanwhile. */
    Optional<EnrollmentToken> lock(String hash, Instant now) {
        return jdbc.sql(COLUMNS + " where token_hash = :hash for update")
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .query(EnrollmentToken.class)
                .optional();
    }

    Optional<EnrollmentToken> find(long id, Instant now) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .param("now", Timestamp.from(now))
                .query(EnrollmentToken.class)
                .optional();
    }

    /** Newest first. */
    List<EnrollmentToken> list(int limit, long offset, Instant now) {
        return jdbc.sql(COLUMNS + " order by id desc limit :limit offset :offset")
                .param("limit", limit)
                .param("offset", offset)
                .param("now", Timestamp.from(now))
                .query(EnrollmentToken.class)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from enrollment_tokens")
                .query(Long.class)
                .single();
    }

    void use(long id, HostId host, Instant now) {
        jdbc.sql("update enrollment_tokens set used_at = :now, used_by = :host where id = :id")
                .param("now", Timestamp.from(now))
                .param("host", host.value())
                .param("id", id)
                .update();
    }

    /** Whether this call revoked it. */
    boolean revoke(long id, Instant now) {
        return jdbc.sql("update enrollment_tokens set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Those that would let the host in again. */
    void revokeUnused(HostId host, Instant now) {
        jdbc.sql("""
                update enrollment_tokens set revoked_at = :now
                where host_id = :host and used_at is null and revoked_at is null
                """)
                .param("now", Timestamp.from(now))
                .param("host", host.value())
                .update();
    }
}
