package io.remotegpu.identity.signing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM. What was encrypted under one key id cannot be passed off as another's. */
final class KeyEncryption {
    private static final String HOW =
            "Set identity.signing.encryption-key (IDENTITY_ENCRYPTION_KEY) to 32 random bytes in Base64,"
                    + " for example from `openssl rand -base64 32`, and keep it: the signing keys in the database open with it alone.";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    /** @throws IllegalStateException saying how to set the key, if it is missing or not 32 bytes */
    KeyEncryption(String base64Key) {
        byte[] bytes = decode(base64Key.strip());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("The encryption key is missing or not 32 bytes long. " + HOW);
        }
        key = new SecretKeySpec(bytes, "AES");
    }

    byte[] encrypt(String keyId, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyId, nonce).doFinal(secret.getBytes(UTF_8));
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("cannot encrypt the signing key", failure);
        }
    }

    /** @throws IllegalStateException saying how to set the key, if this is not the one */
    String decrypt(String keyId, byte[] encrypted) {
        return open(keyId, encrypted)
                .orElseThrow(() -> new IllegalStateException(
                        "The signing key " + keyId + " does not open with this encryption key. " + HOW));
    }

    /** Empty if it was encrypted with another key or under another key id. */
    Optional<String> open(String keyId, byte[] encrypted) {
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer parts = ByteBuffer.wrap(encrypted).get(nonce);
        byte[] sealed = new byte[parts.remaining()];
        parts.get(sealed);
        try {
            return Optional.of(
                    new String(cipher(Cipher.DECRYPT_MODE, keyId, nonce).doFinal(sealed), UTF_8));
        } catch (GeneralSecurityException wrongKey) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, String keyId, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(keyId.getBytes(UTF_8));
        return cipher;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalStateException("The encryption key is not Base64. " + HOW, notBase64);
        }
    }
}
