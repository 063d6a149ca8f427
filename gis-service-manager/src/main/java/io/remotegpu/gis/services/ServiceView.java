package io.remotegpu.gis.services;

import io.remotegpu.web.FieldError;
import io.remotegpu.web.Tagged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service as callers see it.
 *
 * @param url where the instance itself is reached
 * @param configData without secrets; null in lists
 * @param secretsSet names of the secrets it has; null in lists
 * @param warnings what its configuration asks for and does not get here, by field; null in lists
 */
record ServiceView(
        long id,
        String serviceName,
        String serviceType,
        String serviceVersion,
        String serviceStatus,
        String instanceKey,
        String url,
        int configVersion,
        @Nullable Map<String, Object> configData,
        @Nullable List<String> secretsSet,
        @Nullable List<FieldError> warnings,
        String visibility,
        @Nullable Integer portNumber,
        UserService.Size resourceQuota,
        @Nullable String description,
        boolean isDefault,
        boolean autoStart,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastStartedAt,
        @Nullable Instant lastStoppedAt)
        implements Tagged {}
