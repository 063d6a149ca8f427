package io.remotegpu.gis.rendering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * GeoServer's {@code digest1}: Base64 of a salt of 16 bytes and of SHA-256 applied 100,000 times to salt and password. The salt is derived, not drawn, so
 * that equal input renders equal files; the instance's key in it makes it a salt nobody else has.
 */
final class DigestPassword {
    private static final int SALT_BYTES = 16;
    private static final int REPEATS = 99_999;
    private static final String PREFIX = "digest1:";

    private DigestPassword() {}

    static String of(String password, String instanceKey) {
        byte[] salt = Arrays.copyOf(sha256().digest(("digest1 salt " + instanceKey).getBytes(UTF_8)), SALT_BYTES);
        return encoded(password, salt);
    }

    static boolean matches(String encoded, String password) {
        byte[] bytes = Base64.getDecoder().decode(encoded.substring(PREFIX.length()));
        return encoded(password, Arrays.copyOf(bytes, SALT_BYTES)).equals(encoded);
    }

    private static String encoded(String password, byte[] salt) {
        MessageDigest digest = sha256();
        digest.update(salt);
        byte[] hash = digest.digest(password.getBytes(UTF_8));
        for (int i = 0; i < REPEATS; i++) {
            hash = digest.digest(hash);
        }
        byte[] whole = ByteBuffer.allocate(salt.length + hash.length)
                .put(salt)
                .put(hash)
                .array();
        return PREFIX + Base64.getEncoder().encodeToString(whole);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
