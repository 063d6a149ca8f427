package io.remotegpu.identity.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Signs with the key whose time it is; publishes every key that a living token may be signed with, and the next one. */
@Component
public class SigningKeys {
    private final SigningKeyStore store;
    private final Clock clock;
    private volatile List<StoredKey> keys;

    SigningKeys(SigningKeyStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.keys = store.loadOrCreate();
    }

    /** A compact JWT, signed ES256. */
    public String sign(JWTClaimsSet claims) {
        ECKey key = signing();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException failure) {
            throw new IllegalStateException("cannot sign with key " + key.getKeyID(), failure);
        }
        return token.serialize();
    }

    JWKSet publicKeys() {
        return new JWKSet(
                keys.stream().<JWK>map(stored -> stored.key().toPublicJWK()).toList());
    }

    /** Reads what other replicas, or this one, changed. */
    void reload() {
        keys = store.loadOrCreate();
    }

    private ECKey signing() {
        List<StoredKey> now = keys;
        KeyAge signing = KeySchedule.signing(now.stream().map(StoredKey::age).toList(), clock.instant());
        return now.stream()
                .filter(stored -> stored.age().equals(signing))
                .findFirst()
                .orElseThrow()
                .key();
    }
}
