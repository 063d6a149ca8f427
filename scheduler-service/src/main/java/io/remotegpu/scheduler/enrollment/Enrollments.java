package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.EnrollmentEvent.HostEnrolled;
import io.remotegpu.contracts.EnrollmentEvent.HostEnrollmentRevoked;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.HostKey;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.contracts.signing.VerifyingKey;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.hosts.HostEvents;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets hosts in and puts them out. Kafka is told within the transaction, while the host's row is locked: if that fails nothing has happened and
 * a token is not spent, and what Kafka was told of one host is in the order in which it became true.
 */
@Component
class Enrollments {
    private final EnrollmentTokens tokens;
    private final TokenStore tokenStore;
    private final EnrollmentStore store;
    private final CredentialDesk credentials;
    private final KafkaDoor door;
    private final HostKeyTopic keys;
    private final HostEvents events;
    private final Outbox outbox;
    private final Clock clock;

    Enrollments(
            EnrollmentTokens tokens,
            TokenStore tokenStore,
            EnrollmentStore store,
            CredentialDesk credentials,
            KafkaDoor door,
            HostKeyTopic keys,
            HostEvents events,
            Outbox outbox,
            Clock clock) {
        this.tokens = tokens;
        this.tokenStore = tokenStore;
        this.store = store;
        this.credentials = credentials;
        this.door = door;
        this.keys = keys;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A host whose proof fits its own key. */
    record Newcomer(HostId host, String publicKey, VerifyingKey key, Map<String, String> facts, Instant signedAt) {}

    /** Spends the token. A host that is known already is let in anew only by a token that was made for it. */
    @Transactional
    public AgentCredentials enroll(String token, Newcomer newcomer) {
        HostId host = newcomer.host();
        EnrollmentToken spent = tokens.spend(token, host);
        Optional<HostEnrollment> before = store.lock(host);
        HostEnrollment enrollment = enrollment(newcomer, spent.id());
        if (spent.hostId() != null) {
            store.replace(enrollment);
        } else if (store.isRegistered(host) || !store.insert(enrollment)) {
            throw known(host);
        }
        String fingerprint = enrollment.fingerprint();
        outbox.publish(new HostEnrolled(host, spent.id(), fingerprint));
        note(host, "enrolled", "with token " + spent.id() + " of " + spent.createdBy() + ", its key is " + fingerprint);
        // The key comes last: once it is told, nothing that could still fail leaves the host of before with a key that
        // nobody believes. Shut out by a failure in between, that host gets itself other credentials.
        AgentCredentials issued = credentials.issue(enrollment.rights());
        before.map(HostEnrollment::kafkaUser)
                .filter(user -> !user.equals(enrollment.kafkaUser()))
                .ifPresent(door::close);
        keys.tell(new HostKey(host, newcomer.publicKey(), false));
        return issued;
    }

    private HostEnrollment enrollment(Newcomer newcomer, long token) {
        Instant now = clock.instant();
        return new HostEnrollment(
                newcomer.host().value(),
                newcomer.publicKey(),
                newcomer.key().fingerprint(),
                AgentRights.of(newcomer.host(), newcomer.key()).user(),
                token,
                newcomer.facts(),
                now,
                now,
                newcomer.signedAt(),
                null);
    }

    /** Other credentials for a host that has shown its key; those it had are worth nothing from then on. */
    @Transactional
    public AgentCredentials renew(HostId host, Instant signedAt) {
        HostEnrollment enrollment = store.lock(host).orElseThrow(() -> EnrollmentProofs.unknown(host));
        if (enrollment.isRevoked()) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "the enrolment of host " + host + " was revoked at " + enrollment.revokedAt()
                            + ": enrol it again with a token that an administrator makes for it");
        }
        if (!signedAt.isAfter(enrollment.lastSignedAt())) {
            throw new PlatformException(
                    ErrorCode.BAD_CREDENTIALS,
                    "this proof is not later than the last one of host " + host
                            + ": sign a new one, and check the host's clock");
        }
        store.renewed(host, signedAt, clock.instant());
        note(host, "credentials_renewed", "it got other credentials for Kafka");
        keys.tell(new HostKey(host, enrollment.publicKey(), false));
        return credentials.issue(enrollment.rights());
    }

    /** Fine if it was revoked before: Kafka is told again. */
    @Transactional
    public void revoke(HostId host, Caller caller) {
        HostEnrollment enrollment =
                store.lock(host).orElseThrow(() -> PlatformException.notFound("host enrollment", host));
        Instant now = clock.instant();
        tokenStore.revokeUnused(host, now);
        if (store.revoke(host, now)) {
            outbox.publish(new HostEnrollmentRevoked(host, caller.id(), caller.username()));
            note(host, "enrollment_revoked", "by " + caller.username() + ": nothing that it says counts any more");
        }
        keys.tell(new HostKey(host, enrollment.publicKey(), true));
        door.close(enrollment.kafkaUser());
    }

    HostEnrollment find(HostId host) {
        return store.find(host).orElseThrow(() -> PlatformException.notFound("host enrollment", host));
    }

    private void note(HostId host, String type, String message) {
        if (store.isRegistered(host)) {
            events.record(host, type, message);
        }
    }

    private static PlatformException known(HostId host) {
        return new PlatformException(
                ErrorCode.ALREADY_EXISTS,
                "host " + host
                        + " is known already: choose another id, or ask an administrator for a token made for it",
                Map.of("resource", "host", "id", host.value()));
    }
}
