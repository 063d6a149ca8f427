package io.remotegpu.gis.apikeys;

import io.remotegpu.gis.apikeys.ApiKey.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of API keys. */
@Repository
class ApiKeyStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    ApiKeyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void insert(ApiKey key, long createdBy) {
        jdbc.sql("""
                insert into api_keys (id, service_id, created_by, name, hash, may_write, referers, requests_per_second,
                                      created_at, expires_at)
                values (:id, :service, :by, :name, :hash, :writes, :referers, :rate, :now, cast(:expiry as timestamptz))
                """)
                .param("id", key.id())
                .param("service", key.service())
                .param("by", createdBy)
                .param("name", key.name())
                .param("hash", key.hash())
                .param("writes", key.scope() == Scope.WRITE)
                .param("referers", key.referers().toArray(String[]::new))
                .param("rate", key.requestsPerSecond())
                .param("now", Timestamp.from(key.createdAt()))
                .param("expiry", key.expiresAt() == null ? null : Timestamp.from(key.expiresAt()))
                .update();
    }

    /** Those of the service that are not withdrawn, newest first; expired ones too, so that people see why something fails. */
    List<ApiKey> ofService(long service) {
        return jdbc.sql("""
                select * from api_keys where service_id = :service and revoked_at is null
                order by created_at desc, id
                """).param("service", service).query(ApiKeyStore::key).list();
    }

    /** The key that was withdrawn by this; empty if there was none. */
    Optional<ApiKey> revoke(long service, UUID id) {
        return jdbc.sql("""
                update api_keys set revoked_at = :now
                where id = :id and service_id = :service and revoked_at is null
                returning *
                """)
                .param("id", id)
                .param("service", service)
                .param("now", Timestamp.from(clock.instant()))
                .query(ApiKeyStore::key)
                .optional();
    }

    /** One at a time may make keys for a service, so that the limit holds. @return whether it exists and is not being deleted */
    boolean lock(long service) {
        return jdbc.sql("""
                select id from user_service_configs
                where id = :id and deleted_at is null and service_status <> 'deleting' for no key update
                """).param("id", service).query(Long.class).optional().isPresent();
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        Timestamp expiry = row.getTimestamp("expires_at");
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getLong("service_id"),
                row.getString("hash"),
                row.getString("name"),
                row.getBoolean("may_write") ? Scope.WRITE : Scope.READ,
                expiry == null ? null : expiry.toInstant(),
                List.of((String[]) row.getArray("referers").getArray()),
                row.getInt("requests_per_second"),
                row.getTimestamp("created_at").toInstant());
    }
}
