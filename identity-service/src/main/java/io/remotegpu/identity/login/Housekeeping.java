package io.remotegpu.identity.login;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets hourly what can no longer matter. Several replicas may do so at once. */
@Component
class Housekeeping {
    private final Sessions sessions;
    private final PostgresFailures failures;

    Housekeeping(Sessions sessions, PostgresFailures failures) {
        this.sessions = sessions;
        this.failures = failures;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void prune() {
        sessions.prune();
        failures.prune();
    }
}
