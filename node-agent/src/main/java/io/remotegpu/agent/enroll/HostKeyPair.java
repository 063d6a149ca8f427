package io.remotegpu.agent.enroll;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.remotegpu.contracts.signing.SigningKey;
import io.remotegpu.contracts.signing.VerifyingKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * Made on the host; the private half never leaves it.
 *
 * @param privateKey Ed25519, the Base64 of its PKCS #8 form
 * @param publicKey the Base64 of its X.509 form
 */
record HostKeyPair(String privateKey, String publicKey) {
    private static final String ALGORITHM = "Ed25519";

    static HostKeyPair generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            Base64.Encoder base64 = Base64.getEncoder();
            return new HostKeyPair(
                    base64.encodeToString(pair.getPrivate().getEncoded()),
                    base64.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JVM makes no " + ALGORITHM + " keys", impossible);
        }
    }

    SigningKey signingKey() {
        try {
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            return new SigningKey(KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("this host's key cannot be read: enrol it anew", unreadable);
        }
    }

    @JsonIgnore
    String fingerprint() {
        return VerifyingKey.of(publicKey).fingerprint();
    }

    /** Without the private half. */
    @Override
    public String toString() {
        return "HostKeyPair[" + publicKey + "]";
    }
}
