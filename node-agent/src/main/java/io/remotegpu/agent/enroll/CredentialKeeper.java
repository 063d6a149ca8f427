package io.remotegpu.agent.enroll;

import io.remotegpu.agent.rounds.Rounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the host's credentials good: exchanges them when they are old, and when Kafka goes on refusing them, as after an exchange whose answer
 * was lost or on a Kafka that has forgotten them.
 */
public final class CredentialKeeper {
    private static final Logger log = LoggerFactory.getLogger(CredentialKeeper.class);
    /** New credentials take a moment to reach every broker. */
    private static final Duration DOUBT = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final IdentityFile file;
    private final Clock clock;
    private volatile Identity identity;
    private volatile @Nullable Instant refusedSince;
    private Instant triedAt = Instant.EPOCH;

    public CredentialKeeper(Identity identity, IdentityFile file, Clock clock) {
        this.identity = identity;
        this.file = file;
        this.clock = clock;
    }

    Identity identity() {
        return identity;
    }

    /** Kafka did not accept them. */
    void refused() {
        if (refusedSince == null) {
            refusedSince = clock.instant();
        }
    }

    /** Returns when its thread is interrupted. */
    public void run() {
        new Rounds(log, "credentials could not be renewed").runLater(this::keep, BETWEEN_LOOKS);
    }

    /** One look: asks for other credentials if it is time. */
    void keep() throws InterruptedException {
        Instant now = clock.instant();
        if (isDue(now) && !now.isBefore(triedAt.plus(BETWEEN_TRIES))) {
            triedAt = now;
            renew();
        }
    }

    private boolean isDue(Instant now) {
        Instant doubtful = refusedSince;
        return now.isAfter(identity.renewAfter()) || (doubtful != null && now.isAfter(doubtful.plus(DOUBT)));
    }

    private void renew() throws InterruptedException {
        Identity before = identity;
        try {
            Identity renewed =
                    before.with(new EnrollmentApi(before.server(), clock).renew(before.hostId(), before.keys()));
            file.write(renewed);
            identity = renewed;
            refusedSince = null;
            log.info("got other credentials for Kafka");
        } catch (EnrollmentRefused refused) {
            log.error("the platform keeps this host out: {}; what runs here goes on running", refused.getMessage());
        } catch (IOException away) {
            log.warn("no other credentials from {} now ({}); trying again", before.server(), away.toString());
        }
    }
}
