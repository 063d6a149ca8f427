package io.remotegpu.identity.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says with a key that the database does not know what the chain was: who can write every table still cannot forge its end. */
@Component
class Attestation {
    private static final String ALGORITHM = "HmacSHA256";
    /** The configured key may serve elsewhere too; this use of it has a key of its own. */
    private static final String PURPOSE = "remotegpu audit log";

    private final byte[] current;
    private final List<byte[]> believed;

    Attestation(AuditProperties properties) {
        if (properties.anchorKey().isBlank()) {
            throw new IllegalStateException("identity.audit.anchor-key is missing; set IDENTITY_ENCRYPTION_KEY to what"
                    + " `openssl rand -base64 32` prints, which serves here too");
        }
        current = hmac(properties.anchorKey().getBytes(StandardCharsets.UTF_8), PURPOSE);
        believed = Stream.concat(
                        Stream.of(current),
                        properties.formerAnchorKeys().stream()
                                .map(key -> hmac(key.getBytes(StandardCharsets.UTF_8), PURPOSE)))
                .toList();
    }

    byte[] of(String statement) {
        return hmac(current, statement);
    }

    boolean holds(String statement, byte @Nullable [] mac) {
        return mac != null && believed.stream().anyMatch(key -> MessageDigest.isEqual(hmac(key, statement), mac));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }
}
