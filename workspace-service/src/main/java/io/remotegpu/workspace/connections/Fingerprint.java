package io.remotegpu.workspace.connections;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** A key as OpenSSH names it: {@code SHA256:…}. */
final class Fingerprint {
    private Fingerprint() {}

    /** @param publicKey in OpenSSH form: a kind, the key and perhaps a comment. Empty for what is none */
    static Optional<String> of(String publicKey) {
        String[] words = publicKey.strip().split("\\s+");
        return words.length < 2 ? Optional.empty() : print(words[1]);
    }

    private static Optional<String> print(String base64) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(base64));
            return Optional.of("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (IllegalArgumentException noKey) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
