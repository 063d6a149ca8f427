package io.remotegpu.identity.login;

import io.remotegpu.contracts.CustomerId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

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

        static Device of(HttpServletRequest request) {
            return new Device(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr());
        }

        Device {
            userAgent =
                    userAgent == null || userAgent.length() <= LONGEST ? userAgent : userAgent.substring(0, LONGEST);
        }
    }
}
