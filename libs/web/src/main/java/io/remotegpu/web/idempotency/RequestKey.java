package io.remotegpu.web.idempotency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What makes two requests the same one: who, which key, which path, and a body that must not differ. */
record RequestKey(long caller, String key, String path, byte[] bodyHash) {
    static RequestKey of(long caller, String key, String path, byte[] body) {
        try {
            return new RequestKey(
                    caller, key, path, MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
