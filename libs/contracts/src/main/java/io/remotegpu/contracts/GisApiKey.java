package io.remotegpu.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An API key of a GIS service as it stands now. The topic is compacted and keyed by key, so reading it from its start gives every key that there is;
 * a revoked one opens nothing any more.
 *
 * @param sha256 of the secret, in hex; nobody keeps the secret
 * @param mayWrite whether it opens what changes data; what administers the service no key opens
 * @param expiresAt it opens nothing from then on, null for never
 * @param referers hosts of the pages that may use it, {@code maps.example.org} or {@code *.example.org}; empty for all
 * @param requestsPerSecond in all, 0 for no limit
 */
@WireType("gis.api-key.v1")
public record GisApiKey(
        String keyId,
        WorkloadId serviceId,
        String sha256,
        boolean mayWrite,
        @Nullable Instant expiresAt,
        List<String> referers,
        int requestsPerSecond,
        boolean revoked)
        implements Event {
    public GisApiKey {
        referers = Objects.requireNonNullElse(referers, List.of());
    }

    @Override
    public String topic() {
        return Topics.GIS_API_KEYS;
    }

    @Override
    public String key() {
        return keyId;
    }
}
