package io.remotegpu.scheduler.enrollment;

import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenCreated;
import io.remotegpu.contracts.EnrollmentEvent.EnrollmentTokenRevoked;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.error.ErrorCode;
import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.scheduler.enrollment.TokenStore.NewToken;
import io.remotegpu.web.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator gives to whoever installs a host: good for one host, once, for a while. */
@Component
class EnrollmentTokens {
    private static final String PREFIX = "rgpu-enroll-";

    private final TokenStore store;
    private final Outbox outbox;
    private final EnrollmentProperties properties;
    private final Clock clock;

    EnrollmentTokens(TokenStore store, Outbox outbox, EnrollmentProperties properties, Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.properties = properties;
        this.clock = clock;
    }

    /** Its answer alone holds the token itself. */
    @Transactional
    public EnrollmentToken create(@Nullable HostId host, String note, @Nullable Duration lifetime, Caller caller) {
        String token = PREFIX + Secret.next();
        Instant now = now();
        Instant expiresAt = now.plus(lifetime == null ? properties.tokenLifetime() : lifetime);
        long id = store.save(
                new NewToken(Secret.digest(token), host, note, caller.id().value(), caller.username(), now, expiresAt));
        outbox.publish(new EnrollmentTokenCreated(id, host, expiresAt, caller.id(), caller.username()));
        return find(id).with(token);
    }

    EnrollmentToken find(long id) {
        return store.find(id, now()).orElseThrow(() -> PlatformException.notFound("enrollment token", id));
    }

    /** Fine if it was used or revoked before. */
    @Transactional
    public void revoke(long id, Caller caller) {
        find(id);
        if (store.revoke(id, now())) {
            outbox.publish(new EnrollmentTokenRevoked(id, caller.id(), caller.username()));
        }
    }

    /** Spent with the caller's transaction. Why it is refused is told, for only who was given a token can have one. */
    EnrollmentToken spend(String token, HostId host) {
        EnrollmentToken found = store.lock(Secret.digest(token), now())
                .orElseThrow(() -> new PlatformException(
                        ErrorCode.BAD_CREDENTIALS, "there is no such enrollment token: ask an administrator for one"));
        switch (found.status()) {
            case "used" -> throw refused(ErrorCode.TOKEN_REUSED, "has enrolled host " + found.usedBy() + " already");
            case "expired" -> throw refused(ErrorCode.TOKEN_EXPIRED, "expired at " + found.expiresAt());
            case "revoked" -> throw refused(ErrorCode.BAD_CREDENTIALS, "was revoked");
            default -> requireFor(found, host);
        }
        store.use(found.id(), host, now());
        return found;
    }

    private static void requireFor(EnrollmentToken token, HostId host) {
        if (token.hostId() != null && !token.hostId().equals(host.value())) {
            throw new PlatformException(
                    ErrorCode.FORBIDDEN,
                    "this token enrols host " + token.hostId() + " only: enrol it under that id, or ask for another");
        }
    }

    private static PlatformException refused(ErrorCode code, String why) {
        return new PlatformException(code, "this enrollment token " + why + ": ask an administrator for another");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
