package io.remotegpu.identity.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs with HMAC-SHA256 under one key. */
public final class Signature {
    /** The header that carries {@link #stamped} with what we post to others. */
    public static final String HEADER = "X-RemoteGPU-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Signature(String key) {
        this(key.getBytes(StandardCharsets.UTF_8));
    }

    public Signature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    public byte[] of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
        }
    }

    /** {@code t=<seconds since 1970>,v1=<hex>}, where v1 signs {@code <t>.<body>}: a receiver knows that it is ours and new. */
    public String stamped(Instant now, String body) {
        long seconds = now.getEpochSecond();
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(of(seconds + "." + body));
    }
}
