package io.remotegpu.identity.notifications.facts;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.identity.notifications.NotificationKind;
import io.remotegpu.identity.notifications.NotificationProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells owners once that an environment still waits, and forgets environments that are long gone. Safe with several replicas. */
@Component
class LongQueues {
    private static final int BATCH = 100;
    /** Longer than any topic would be late. */
    private static final Duration FORGET_AFTER = Duration.ofDays(14);

    private final KnownEnvironments environments;
    private final EnvironmentNews news;
    private final NotificationProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LongQueues(
            KnownEnvironments environments,
            EnvironmentNews news,
            NotificationProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.environments = environments;
        this.news = news;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void tellWhoWaits() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> environments
                .takeLongWaits(now.minus(properties.queuedAfter()), BATCH)
                .forEach(wait -> news.tell(
                        new WorkloadId(wait.environment().id()),
                        wait.environment(),
                        NotificationKind.ENVIRONMENT_QUEUED,
                        Map.of(
                                "reason",
                                wait.reason(),
                                "minutes",
                                Long.toString(
                                        Duration.between(wait.since(), now).toMinutes())))));
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void forget() {
        environments.prune(FORGET_AFTER);
    }
}
