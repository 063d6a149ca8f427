package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of enrolled hosts; each runs in the caller's transaction. */
@Component
class EnrollmentStore {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    EnrollmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<HostEnrollment> find(HostId host) {
        return jdbc.sql("select * from host_enrollments where host_id = :host")
                .param("host", host.value())
                .query(EnrollmentStore::read)
                .optional();
    }

    /** Locked until the transaction ends: what Kafka is told of one host keeps its order. */
    Optional<HostEnrollment> lock(HostId host) {
        return jdbc.sql("select * from host_enrollments where host_id = :host for update")
                .param("host", host.value())
                .query(EnrollmentStore::read)
                .optional();
    }

    /** Whether the scheduler has heard of the host, enrolled or not. */
    boolean isRegistered(HostId host) {
        return jdbc.sql("select exists (select from hosts where host_id = :host)")
                .param("host", host.value())
                .query(Boolean.class)
                .single();
    }

    /** False if the host is there already; nothing is changed then. */
    boolean insert(HostEnrollment host) {
        return write(host, "on conflict (host_id) do nothing") == 1;
    }

    /** In place of what there was. */
    void replace(HostEnrollment host) {
        write(host, """
                on conflict (host_id) do update
                set public_key = excluded.public_key, fingerprint = excluded.fingerprint, kafka_user = excluded.kafka_user, token_id = excluded.token_id,
                    facts = excluded.facts, enrolled_at = excluded.enrolled_at, credentials_at = excluded.credentials_at,
                    last_signed_at = excluded.last_signed_at, revoked_at = null
                """);
    }

    void renewed(HostId host, Instant signedAt, Instant now) {
        jdbc.sql("update host_enrollments set last_signed_at = :signedAt, credentials_at = :now where host_id = :host")
                .param("signedAt", Timestamp.from(signedAt))
                .param("now", Timestamp.from(now))
                .param("host", host.value())
                .update();
    }

    /** Whether this call revoked it. */
    boolean revoke(HostId host, Instant now) {
        return jdbc.sql("update host_enrollments set revoked_at = :now where host_id = :host and revoked_at is null")
                        .param("now", Timestamp.from(now))
                        .param("host", host.value())
                        .update()
                == 1;
    }

    private int write(HostEnrollment host, String conflict) {
        return jdbc.sql("""
                insert into host_enrollments (host_id, public_key, fingerprint, kafka_user, token_id, facts, enrolled_at, credentials_at, last_signed_at)
                values (:host, :publicKey, :fingerprint, :kafkaUser, :token, cast(:facts as jsonb), :enrolledAt, :credentialsAt, :lastSignedAt)
                """ + conflict)
                .param("host", host.hostId())
                .param("publicKey", host.publicKey())
                .param("fingerprint", host.fingerprint())
                .param("kafkaUser", host.kafkaUser())
                .param("token", host.tokenId())
                .param("facts", JSON.writeValueAsString(host.facts()))
                .param("enrolledAt", Timestamp.from(host.enrolledAt()))
                .param("credentialsAt", Timestamp.from(host.credentialsAt()))
                .param("lastSignedAt", Timestamp.from(host.lastSignedAt()))
                .update();
    }

    private static HostEnrollment read(ResultSet row, int number) throws SQLException {
        Timestamp revoked = row.getTimestamp("revoked_at");
        return new HostEnrollment(
                row.getString("host_id"),
                row.getString("public_key"),
                row.getString("fingerprint"),
                row.getString("kafka_user"),
                row.getLong("token_id"),
                JSON.readValue(row.getString("facts"), FACTS),
                row.getTimestamp("enrolled_at").toInstant(),
                row.getTimestamp("credentials_at").toInstant(),
                row.getTimestamp("last_signed_at").toInstant(),
                instant(revoked));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
