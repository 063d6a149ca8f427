package io.remotegpu.gateway.gis.access;

import io.remotegpu.contracts.GisApiKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The API keys of all instances, by the hash that stands for the secret. One thread writes, many read. */
@Component
public class ApiKeys {
    /** How every secret begins, so that it is recognised in a query and by whoever scans for leaks. */
    static final String PREFIX = "rgis_";

    private final Map<String, GisApiKey> byId = new ConcurrentHashMap<>();
    private final Map<String, GisApiKey> byHash = new ConcurrentHashMap<>();

    /** From now on this holds of the key. */
    public void apply(GisApiKey key) {
        GisApiKey before = byId.remove(key.keyId());
        if (before != null) {
            byHash.remove(before.sha256());
        }
        if (!key.revoked()) {
            byId.put(key.keyId(), key);
            byHash.put(key.sha256(), key);
        }
    }

    Optional<GisApiKey> find(String secret) {
        return Optional.ofNullable(byHash.get(sha256(secret)));
    }

    static String sha256(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
