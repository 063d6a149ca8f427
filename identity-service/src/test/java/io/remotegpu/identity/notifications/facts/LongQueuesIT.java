package io.remotegpu.identity.notifications.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.SchedulerEvent.EnvDeleted;
import io.remotegpu.contracts.SchedulerEvent.EnvQueued;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LongQueuesIT extends OwnerOfAnEnvironment {
    @Test
    void tellsOnceThatAnEnvironmentStillWaits() {
        CustomerId owner = customer();
        services.publish(Facts.requested(environment, owner, "patient"));
        awaitOwner();
        Instant since = clock.instant();
        services.publish(at(since, new EnvQueued(environment, "no A100 is free.")));
        awaitQueuedFor("no A100 is free.");
        longQueues.tellWhoWaits();
        assertThat(kinds(owner)).isEmpty();
        clock.advance(Duration.ofMinutes(25));
        longQueues.tellWhoWaits();
        longQueues.tellWhoWaits();
        services.publish(at(clock.instant(), new EnvQueued(environment, "two are needed.")));
        awaitQueuedFor("two are needed.");
        clock.advance(Duration.ofMinutes(25));
        longQueues.tellWhoWaits();
        awaitKinds(owner, "environment_queued");
        assertThat(texts(owner, "minutes")).containsExactly("25");
        services.publish(Facts.running(environment, owner, clock.instant()));
        awaitKinds(owner, "environment_queued", "environment_running");
        clock.advance(Duration.ofMinutes(25));
        longQueues.tellWhoWaits();
        assertThat(kinds(owner)).hasSize(2);
    }

    @Test
    void forgetsWhatIsLongGoneAndTellsNobodyWithoutAnAccount() {
        CustomerId nobody = new CustomerId(999_999);
        services.publish(Facts.requested(environment, nobody, "ghost"));
        services.publish(Facts.running(environment, nobody, clock.instant()));
        services.publish(new EnvDeleted(environment, 1, null));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count(
                                "select count(*) from notified_environments where environment_id = :id and deleted_at is not null and customer_id is not null")
                        == 1);
        assertThat(kinds(nobody)).isEmpty();
        clock.advance(Duration.ofDays(15));
        longQueues.forget();
        assertThat(count("select count(*) from notified_environments where environment_id = :id"))
                .isZero();
    }
}
