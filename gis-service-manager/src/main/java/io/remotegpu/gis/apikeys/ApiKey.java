package io.remotegpu.gis.apikeys;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key as its owner sees it later on: without the secret.
 *
 * @param scope read, or write for what changes data too
 * @param expiresAt null for never
 * @param referers hosts of the pages that may use it; empty for all
 * @param requestsPerSecond in all, 0 for no limit
 */
record ApiKey(
        UUID id,
        @JsonIgnore long service,
        @JsonIgnore String hash,
        String name,
        Scope scope,
        @Nullable Instant expiresAt,
        List<String> referers,
        int requestsPerSecond,
        Instant createdAt) {
    enum Scope {
        READ,
        WRITE;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
