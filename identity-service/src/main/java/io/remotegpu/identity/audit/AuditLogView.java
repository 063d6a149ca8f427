package io.remotegpu.identity.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An entry as administrators see it. {@code previous_hash} and {@code hash} let anybody verify an export without us.
 *
 * @param entryId the number under which it was first written; the hash covers it
 */
record AuditLogView(
        long id,
        Instant createdAt,
        Instant recordedAt,
        long entryId,
        @Nullable Long actorId,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        String result,
        @Nullable String reason,
        @Nullable String ipAddress,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable String traceId,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        String previousHash,
        String hash) {
    private static final JsonMapper JSON = new JsonMapper();

    static AuditLogView of(ChainLink link) {
        StoredEntry entry = link.entry();
        return new AuditLogView(
                link.id(),
                entry.createdAt(),
                link.recordedAt(),
                entry.entryId(),
                entry.actorId(),
                entry.actor(),
                entry.action(),
                entry.resourceType(),
                entry.resourceId(),
                entry.result(),
                entry.reason(),
                entry.ipAddress(),
                entry.userAgent(),
                entry.requestId(),
                entry.traceId(),
                tree(entry.before()),
                tree(entry.after()),
                link.previous().hex(),
                link.hash().hex());
    }

    private static @Nullable JsonNode tree(@Nullable String json) {
        return json == null ? null : JSON.readTree(json);
    }
}
