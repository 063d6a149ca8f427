package io.remotegpu.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who let which host in, and who put it out: for whoever writes down what administrators do. Keyed by token or host. */
public sealed interface EnrollmentEvent extends Event {
    @Override
    default String topic() {
        return Topics.FLEET;
    }

    /**
     * Whoever holds the token may enrol one host until {@code expiresAt}.
     *
     * @param hostId the only host it enrols, null for any that is new
     */
    @WireType("scheduler.enrollment-token-created.v1")
    record EnrollmentTokenCreated(
            long tokenId, @Nullable HostId hostId, Instant expiresAt, CustomerId actorId, String actorName)
            implements EnrollmentEvent {
        @Override
        public String key() {
            return Long.toString(tokenId);
        }
    }

    /** The token enrols nobody any more; a host that it has enrolled stays. */
    @WireType("scheduler.enrollment-token-revoked.v1")
    record EnrollmentTokenRevoked(long tokenId, CustomerId actorId, String actorName) implements EnrollmentEvent {
        @Override
        public String key() {
            return Long.toString(tokenId);
        }
    }

    /** The host may speak for itself with the key of this fingerprint, and with none that it had before. */
    @WireType("scheduler.host-enrolled.v1")
    record HostEnrolled(HostId hostId, long tokenId, String fingerprint) implements EnrollmentEvent {
        @Override
        public String key() {
            return hostId.value();
        }
    }

    /** Nothing that the host says counts any more, and it hears nothing, until it is enrolled again. */
    @WireType("scheduler.host-enrollment-revoked.v1")
    record HostEnrollmentRevoked(HostId hostId, CustomerId actorId, String actorName) implements EnrollmentEvent {
        @Override
        public String key() {
            return hostId.value();
        }
    }
}
