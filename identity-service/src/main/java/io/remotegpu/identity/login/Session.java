package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One login on one device, and the family of its refresh tokens.
 *
 * @param expiresAt moves on with each use
 * @param revokedAt null while it lives
 */
record Session(
        UUID id,
        CustomerId customer,
        Device device,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** Where a login came from, as far as the request tells. */
    record Device(@Nullable String userAgent, @Nullable String ipAddress) {
        private static final int LONGEST = 400;

        Device {
            userAgent =
                    userAgent == null || userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
        }
    }
}
