package io.remotegpu.scheduler.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token as administrators see it.
 *
 * @param token itself, in the answer that made it and never again
 * @param hostId the only host that it enrols, null for any that is new
 * @param status unused, used, expired or revoked
 * @param usedBy the host that it enrolled
 */
@JsonInclude(Include.NON_NULL)
record EnrollmentToken(
        long id,
        @Nullable String token,
        @Nullable String hostId,
        String note,
        String status,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String usedBy,
        @Nullable Instant revokedAt) {
    EnrollmentToken with(String itself) {
        return new EnrollmentToken(
                id, itself, hostId, note, status, createdBy, createdAt, expiresAt, usedAt, usedBy, revokedAt);
    }
}
