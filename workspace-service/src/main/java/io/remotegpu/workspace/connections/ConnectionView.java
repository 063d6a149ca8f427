package io.remotegpu.workspace.connections;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session. What is not known is missing.
 *
 * @param kind ssh or jupyter; more where more came in that hour than are kept
 * @param endedAt missing while it is open
 * @param fingerprint of the key that opened it
 * @param customerId whose key that is, {@code username} the name they have now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectionView(
        long id,
        String kind,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String address,
        @Nullable String fingerprint,
        @Nullable String keyName,
        @Nullable Long customerId,
        @Nullable String username) {}
