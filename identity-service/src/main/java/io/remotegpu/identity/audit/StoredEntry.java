package io.remotegpu.identity.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** An entry as it lies in the database; the states are JSON, letter by letter as they were written. */
record StoredEntry(
        long entryId,
        Instant createdAt,
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
        @Nullable String before,
        @Nullable String after) {

    /** @param idColumn where this row has the entry's id */
    static StoredEntry of(ResultSet row, String idColumn) throws SQLException {
        return new StoredEntry(
                row.getLong(idColumn),
                instant(row, "created_at"),
                row.getObject("actor_id", Long.class),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("result"),
                row.getString("reason"),
                row.getString("ip_address"),
                row.getString("user_agent"),
                row.getString("request_id"),
                row.getString("trace_id"),
                row.getString("state_before"),
                row.getString("state_after"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
