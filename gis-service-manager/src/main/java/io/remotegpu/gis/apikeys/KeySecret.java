package io.remotegpu.gis.apikeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** What opens an instance. It is shown once; only its hash is kept. */
record KeySecret(String value) {
    /** Lets gateways tell it from an instance's own parameter, and scanners of repositories find leaked ones. */
    private static final String PREFIX = "rgis_";

    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeySecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String hash() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }

    @Override
    public String toString() {
        return "KeySecret";
    }
}
