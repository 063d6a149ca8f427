package io.remotegpu.contracts.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** The half of a host's key that never leaves it. */
public record SigningKey(PrivateKey key) {
    static final String ALGORITHM = "Ed25519";

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("the host's key cannot sign: enrol the host anew", unusable);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey";
    }
}
