package io.remotegpu.contracts.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The half of a host's key that everybody may know. */
public final class VerifyingKey {
    private final PublicKey key;

    private VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /**
     * @param text the Base64 of an Ed25519 key in X.509 form
     * @throws IllegalArgumentException for anything else
     */
    public static VerifyingKey of(String text) {
        try {
            byte[] encoded = Base64.getDecoder().decode(text);
            return new VerifyingKey(
                    KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("not an Ed25519 public key in Base64", unreadable);
        }
    }

    /** Whether the other half made this signature over this content. */
    boolean hasSigned(byte[] content, byte[] signature) {
        try {
            Signature check = Signature.getInstance(SigningKey.ALGORITHM);
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /** What people compare keys by: {@code SHA256:} and the Base64 of the digest, as OpenSSH writes it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
