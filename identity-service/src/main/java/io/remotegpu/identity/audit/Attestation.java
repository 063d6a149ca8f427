package io.remotegpu.identity.audit;

import io.remotegpu.identity.secrets.Signature;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says with a key that the database does not know what the chain was: who can write every table still cannot forge its end. */
@Component
class Attestation {
    /** The configured key may serve elsewhere too; this use of it has a key of its own. */
    private static final String PURPOSE = "remotegpu audit log";

    private final Signature current;
    private final List<Signature> believed;

    Attestation(AuditProperties properties) {
        if (properties.anchorKey().isBlank()) {
            throw new IllegalStateException("identity.audit.anchor-key is missing; set IDENTITY_ENCRYPTION_KEY to what"
                    + " `openssl rand -base64 32` prints, which serves here too");
        }
        current = derived(properties.anchorKey());
        believed = Stream.concat(
                        Stream.of(current),
                        properties.formerAnchorKeys().stream().map(Attestation::derived))
                .toList();
    }

    byte[] of(String statement) {
        return current.of(statement);
    }

    boolean holds(String statement, byte @Nullable [] mac) {
        return mac != null && believed.stream().anyMatch(key -> MessageDigest.isEqual(key.of(statement), mac));
    }

    private static Signature derived(String key) {
        return new Signature(new Signature(key).of(PURPOSE));
    }
}
