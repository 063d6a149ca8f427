package io.remotegpu.identity.signing;

import java.util.List;
import java.util.Optional;

/** The encryption key and the others that what is stored may be sealed with while it is being changed. */
final class EncryptionKeys {
    private final KeyEncryption current;
    private final List<KeyEncryption> others;

    EncryptionKeys(SigningProperties properties) {
        this.current = new KeyEncryption(properties.encryptionKey());
        this.others = properties.otherEncryptionKeys().stream()
                .map(KeyEncryption::new)
                .toList();
    }

    byte[] encrypt(String keyId, String secret) {
        return current.encrypt(keyId, secret);
    }

    /** @throws IllegalStateException saying how to set the key, if none of them is the one */
    String decrypt(String keyId, byte[] encrypted) {
        return others.stream()
                .map(key -> key.open(keyId, encrypted))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> current.decrypt(keyId, encrypted));
    }

    boolean isSealedWithAnother(String keyId, byte[] encrypted) {
        return current.open(keyId, encrypted).isEmpty();
    }
}
