package io.remotegpu.identity.audit;

import io.remotegpu.contracts.EnrollmentEvent;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenCreated;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenRevoked;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrolled;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrollmentRevoked;
import java.util.Map;

/** Who let which host in, and who put it out, as it reads in the log. */
final class EnrollmentFacts {
    private static final String TOKEN = "enrollment_token";
    private static final String HOST = "host";

    private EnrollmentFacts() {}

    static AuditEntry entry(EnrollmentEvent fact) {
        return switch (fact) {
            case EnrollmentTokenCreated made -> created(made);
            case EnrollmentTokenRevoked revoked ->
                AuditEntry.of("enrollment_token.revoked", TOKEN, revoked.tokenId())
                        .by(revoked.actorId(), revoked.actorName());
            case HostEnrolled enrolled ->
                AuditEntry.of("host.enrolled", HOST, enrolled.hostId())
                        .changed(
                                Map.of(),
                                Map.of("token_id", enrolled.tokenId(), "fingerprint", enrolled.fingerprint()));
            case HostEnrollmentRevoked revoked ->
                AuditEntry.of("host.enrollment_revoked", HOST, revoked.hostId())
                        .by(revoked.actorId(), revoked.actorName());
        };
    }

    private static AuditEntry created(EnrollmentTokenCreated made) {
        return AuditEntry.of("enrollment_token.created", TOKEN, made.tokenId())
                .by(made.actorId(), made.actorName())
                .changed(
                        Map.of(),
                        Map.of(
                                "host_id",
                                made.hostId() == null
                                        ? "any new host"
                                        : made.hostId().value(),
                                "expires_at",
                                made.expiresAt().toString()));
    }
}
