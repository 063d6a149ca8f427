package io.remotegpu.gis.logs;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a service's log, as callers see it.
 *
 * @param userId who did it; the owner for what happened by itself
 * @param executionTimeMs from the beginning to the end, null while it is not known
 */
public record LogEntry(
        long id,
        long serviceConfigId,
        long userId,
        String operationType,
        String operationStatus,
        @Nullable String logMessage,
        @Nullable Map<String, Object> errorDetails,
        @Nullable Integer executionTimeMs,
        Instant createdAt) {}
