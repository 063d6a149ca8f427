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
import java.util.List;
import org.springframework.stereotype.Component;

/** Signs with the newest key; publishes every key that a living token may still be signed with. */
@Component
public class SigningKeys {
    private final ECKey newest;
    private final JWKSet publicKeys;

    SigningKeys(SigningKeyStore store) {
        List<ECKey> keys = store.loadOrCreate();
        newest = keys.getFirst();
        publicKeys = new JWKSet(keys.stream().<JWK>map(ECKey::toPublicJWK).toList());
    }

    /** A compact JWT, signed ES256. */
    public String sign(JWTClaimsSet claims) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(newest.getKeyID())
                .build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(newest));
        } catch (JOSEException failure) {
            throw new IllegalStateException("cannot sign with key " + newest.getKeyID(), failure);
        }
        return token.serialize();
    }

    JWKSet publicKeys() {
        return publicKeys;
    }
}
