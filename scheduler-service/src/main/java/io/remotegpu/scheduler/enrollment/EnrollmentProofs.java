package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.signing.HostProof;
import io.remotegpu.contracts.signing.VerifyingKey;
import io.remotegpu.scheduler.enrollment.Enrollments.Newcomer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks that whoever asks holds the private half of the key that it shows. */
@Component
class EnrollmentProofs {
    private final EnrollmentStore store;
    private final EnrollmentProperties properties;
    private final Clock clock;

    EnrollmentProofs(EnrollmentStore store, EnrollmentProperties properties, Clock clock) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
    }

    /** Against the key that it brings. */
    void requireNewcomer(Newcomer newcomer, String token, String signature) {
        requireFresh(newcomer.signedAt());
        HostProof proof = HostProof.ofEnrollment(
                token, newcomer.host(), newcomer.publicKey(), newcomer.facts(), newcomer.signedAt());
        requireSigned(proof, newcomer.key(), signature);
    }

    /** Against the key that it was enrolled with. */
    void requireEnrolled(HostId host, Instant signedAt, String signature) {
        requireFresh(signedAt);
        HostEnrollment enrollment = store.find(host).orElseThrow(() -> unknown(host));
        requireSigned(HostProof.ofRenewal(host, signedAt), VerifyingKey.of(enrollment.publicKey()), signature);
    }

    static VerifyingKey key(String publicKey) {
        try {
            return VerifyingKey.of(publicKey);
        } catch (IllegalArgumentException unreadable) {
            throw new PlatformException(
                    ErrorCode.VALIDATION_FAILED,
                    "public_key is " + unreadable.getMessage(),
                    Map.of(
                            "fields",
                            List.of(Map.of("field", "public_key", "reason", "must be an Ed25519 key in Base64"))));
        }
    }

    static PlatformException unknown(HostId host) {
        return new PlatformException(
                ErrorCode.BAD_CREDENTIALS,
                "host " + host + " is not enrolled: enrol it with a token of an administrator");
    }

    private static void requireSigned(HostProof proof, VerifyingKey key, String signature) {
        if (!proof.isSignedBy(key, signature)) {
            throw new PlatformException(
                    ErrorCode.BAD_CREDENTIALS, "the signature does not fit the host's key and what was sent");
        }
    }

    private void requireFresh(Instant signedAt) {
        Duration ahead = Duration.between(clock.instant(), signedAt);
        if (ahead.abs().compareTo(properties.clockSkew()) > 0) {
            throw new PlatformException(
                    ErrorCode.BAD_CREDENTIALS,
                    "signed_at is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                            + " this service's clock: set the host's clock (NTP), then try again");
        }
    }
}
