package io.remotegpu.identity.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Signing keys in the database, the private halves encrypted. All replicas share them, and they outlive every restart. */
@Repository
class SigningKeyStore {
    private final JdbcClient jdbc;
    private final EncryptionKeys encryption;
    private final KeySchedule schedule;
    private final Clock clock;

    SigningKeyStore(JdbcClient jdbc, SigningProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.encryption = new EncryptionKeys(properties);
        this.schedule = properties.schedule();
        this.clock = clock;
    }

    /** The keys that are not retired; makes the first one if there is none. */
    @Transactional
    public List<StoredKey> loadOrCreate() {
        List<StoredKey> known = load();
        if (!known.isEmpty()) {
            return known;
        }
        alone();
        if (load().isEmpty()) {
            insert(generate(), clock.instant());
        }
        return load();
    }

    /** Makes the next key and retires old ones, where it is time. Whether anything changed. */
    @Transactional
    public boolean rotate() {
        alone();
        Instant now = clock.instant();
        List<KeyAge> ages = load().stream().map(StoredKey::age).toList();
        List<KeyAge> outlived = schedule.outlived(ages, now);
        outlived.forEach(key -> retire(key, now));
        boolean next = schedule.needsNext(ages, now);
        if (next) {
            insert(generate(), now.plus(schedule.publishedAhead()));
        }
        return next || !outlived.isEmpty();
    }

    /** Encrypts with the current key what was encrypted with another. How many there were. */
    @Transactional
    public int encryptAnew() {
        alone();
        List<Sealed> others = jdbc
                .sql("select key_id, encrypted_private_jwk from signing_keys where retired_at is null")
                .query((row, number) -> new Sealed(row.getString("key_id"), row.getBytes("encrypted_private_jwk")))
                .list()
                .stream()
                .filter(key -> encryption.isSealedWithAnother(key.id(), key.sealed()))
                .toList();
        for (Sealed key : others) {
            jdbc.sql("update signing_keys set encrypted_private_jwk = :private where key_id = :id")
                    .param("private", encryption.encrypt(key.id(), encryption.decrypt(key.id(), key.sealed())))
                    .param("id", key.id())
                    .update();
        }
        return others.size();
    }

    private record Sealed(String id, byte[] sealed) {}

    /** Replicas that come together must not make a key each. */
    private void alone() {
        jdbc.sql("lock table signing_keys in share row exclusive mode").update();
    }

    private List<StoredKey> load() {
        return jdbc.sql("select * from signing_keys where retired_at is null order by activates_at desc, key_id")
                .query(this::key)
                .list();
    }

    private void insert(ECKey key, Instant activatesAt) {
        jdbc.sql("""
                insert into signing_keys (key_id, public_jwk, encrypted_private_jwk, created_at, activates_at)
                values (:id, :public, :private, :now, :activates)
                """)
                .param("id", key.getKeyID())
                .param("public", key.toPublicJWK().toJSONString())
                .param("private", encryption.encrypt(key.getKeyID(), key.toJSONString()))
                .param("now", Timestamp.from(clock.instant()))
                .param("activates", Timestamp.from(activatesAt))
                .update();
    }

    /** Its private half goes: nothing needs it any more, and nobody can steal it. */
    private void retire(KeyAge key, Instant now) {
        jdbc.sql("update signing_keys set retired_at = :now, encrypted_private_jwk = '' where key_id = :id")
                .param("now", Timestamp.from(now))
                .param("id", key.id())
                .update();
    }

    private StoredKey key(ResultSet row, int number) throws SQLException {
        String id = row.getString("key_id");
        try {
            ECKey key = ECKey.parse(encryption.decrypt(id, row.getBytes("encrypted_private_jwk")));
            return new StoredKey(
                    key, new KeyAge(id, row.getTimestamp("activates_at").toInstant()));
        } catch (ParseException broken) {
            throw new IllegalStateException("the stored signing key " + id + " is not a JWK", broken);
        }
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException("cannot make a signing key", failure);
        }
    }
}
