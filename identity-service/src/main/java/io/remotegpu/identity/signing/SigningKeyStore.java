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
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Signing keys in the database, the private halves encrypted. All replicas share them, and they outlive every restart. */
@Repository
class SigningKeyStore {
    private final JdbcClient jdbc;
    private final KeyEncryption encryption;
    private final Clock clock;

    SigningKeyStore(JdbcClient jdbc, SigningProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.encryption = new KeyEncryption(properties.encryptionKey());
        this.clock = clock;
    }

    /** The keys that are not retired, newest first; makes the first one if there is none. */
    @Transactional
    public List<ECKey> loadOrCreate() {
        // Replicas that start together must not make a key each.
        jdbc.sql("lock table signing_keys in share row exclusive mode").update();
        List<ECKey> keys = load();
        if (!keys.isEmpty()) {
            return keys;
        }
        insert(generate());
        return load();
    }

    private List<ECKey> load() {
        return jdbc.sql("select * from signing_keys where retired_at is null order by created_at desc, key_id")
                .query(this::key)
                .list();
    }

    private void insert(ECKey key) {
        jdbc.sql("""
                insert into signing_keys (key_id, public_jwk, encrypted_private_jwk, created_at)
                values (:id, :public, :private, :now)
                """)
                .param("id", key.getKeyID())
                .param("public", key.toPublicJWK().toJSONString())
                .param("private", encryption.encrypt(key.getKeyID(), key.toJSONString()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private ECKey key(ResultSet row, int number) throws SQLException {
        String id = row.getString("key_id");
        try {
            return ECKey.parse(encryption.decrypt(id, row.getBytes("encrypted_private_jwk")));
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
