package io.remotegpu.identity.notifications.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.contracts.EnvDegraded;
import io.remotegpu.contracts.EnvRestored;
import io.remotegpu.contracts.EnvironmentEvent.EnvRestartRequested;
import io.remotegpu.contracts.EnvironmentEvent.EnvStopRequested;
import io.remotegpu.contracts.SchedulerEvent.EnvExpired;
import io.remotegpu.contracts.SchedulerEvent.EnvPreempted;
import io.remotegpu.contracts.SchedulerEvent.EnvRecovered;
import io.remotegpu.contracts.SchedulerEvent.EnvStopped;
import io.remotegpu.contracts.SchedulerEvent.EnvUnknown;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.contracts.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of facts. Facts of one environment keep their order on one topic, so the last one's effect shows that the others had theirs. */
class NotificationFactsIT extends OwnerOfAnEnvironment {
    @Test
    void tellsAnOwnerOnceWhatBecameOfAnEnvironmentHoweverOftenItIsTold() {
        CustomerId owner = customer();
        services.publish(Facts.requested(environment, owner, "train"));
        awaitOwner();
        var running = services.publish(Facts.running(environment, owner, clock.instant()));
        services.publish(running);
        services.publish(new EnvUnknown(environment, Facts.HOST, 1, clock.instant(), "no heartbeat"));
        var back = services.publish(new EnvRecovered(environment, Facts.HOST, 1, clock.instant()));
        services.publish(back);
        services.publish(running);
        services.publish(new EnvDegraded(environment, Facts.HOST, 1, clock.instant(), "it ended"));
        services.publish(new EnvRestored(environment, Facts.HOST, 1, clock.instant()));
        services.publish(Facts.failed(environment, "it ended"));
        awaitKinds(
                owner,
                "environment_running",
                "environment_host_lost",
                "environment_recovered",
                "environment_degraded",
                "environment_restored",
                "environment_failed");
        assertThat(texts(owner, "reason")).containsExactly("it ended", "it ended");
        assertThat(texts(owner, "environment")).containsOnly("train");
    }

    @Test
    void keepsWhatComesBeforeItsOwnerIsKnownAndTellsItThenInOrder() {
        CustomerId owner = customer();
        services.publish(Facts.failed(environment, "no such image"));
        services.publish(new EnvStopped(environment, 1, null));
        await().atMost(Duration.ofSeconds(30)).until(() -> count("""
                select count(*) from notifications_unaddressed where environment_id = :id
                """) == 2);
        assertThat(kinds(owner)).isEmpty();
        services.publish(Facts.requested(environment, owner, "late"));
        awaitKinds(owner, "environment_failed", "environment_stopped");
        assertThat(texts(owner, "environment")).containsExactly("late", "late");
        assertThat(count("select count(*) from notifications_unaddressed where environment_id = :id"))
                .isZero();
    }

    @Test
    void saysWhoOrWhatStoppedItAndKeepsQuietAboutRestarts() {
        CustomerId owner = customer();
        CustomerId colleague = customer();
        Instant start = clock.instant();
        services.publish(Facts.requested(environment, owner, "train"));
        services.publish(at(start.plusSeconds(10), new EnvStopRequested(environment, colleague)));
        awaitCause("person");
        services.publish(Facts.running(environment, owner, start));
        services.publish(new EnvStopped(environment, 1, start.plusSeconds(11)));
        awaitKinds(owner, "environment_running", "environment_stopped");
        assertThat(texts(owner, "variant")).containsExactly("person");
        assertThat(texts(owner, "actor")).containsExactly(username(colleague));

        services.publish(at(start.plusSeconds(30), new EnvRestartRequested(environment, owner)));
        awaitCause("restart");
        services.publish(new EnvStopped(environment, 1, start.plusSeconds(31)));
        services.publish(Facts.running(environment, owner, start.plusSeconds(40)));
        services.publish(new EnvExpired(environment, 2, start.plusSeconds(50), "ran for 10 s"));
        services.publish(new EnvStopped(environment, 2, start.plusSeconds(51)));
        awaitKinds(owner, "environment_running", "environment_stopped", "environment_running", "environment_stopped");
        assertThat(texts(owner, "variant")).containsExactly("person", "duration");
    }

    @Test
    void tellsOnceThatItMadeRoomAndWaitsAgain() {
        CustomerId owner = customer();
        Instant start = clock.instant();
        services.publish(Facts.requested(environment, owner, "train"));
        awaitOwner();
        services.publish(Facts.running(environment, owner, start));
        var preempted = services.publish(new EnvPreempted(environment, 1, "it runs as spot", start.plusSeconds(9)));
        services.publish(preempted);
        services.publish(Facts.running(environment, owner, start.plusSeconds(60)));
        awaitKinds(owner, "environment_running", "environment_preempted", "environment_running");
        assertThat(texts(owner, "reason")).containsExactly("it runs as spot");
    }

    @Test
    void blamesNoStopOnSomebodyWhoAskedForAnEarlierOne() {
        CustomerId owner = customer();
        Instant start = clock.instant();
        services.publish(Facts.requested(environment, owner, "train"));
        services.publish(at(start, new EnvStopRequested(environment, owner)));
        awaitCause("person");
        services.publish(Facts.running(environment, owner, start.plusSeconds(60)));
        services.publish(new EnvStopped(environment, 2, start.plusSeconds(90)));
        awaitKinds(owner, "environment_running", "environment_stopped");
        assertThat(texts(owner, "variant")).isEmpty();
    }

    @Test
    void warnsOnceOfIdlenessAndSaysLaterThatItStoppedForThat() {
        CustomerId owner = customer();
        Instant start = clock.instant();
        services.publish(Facts.requested(environment, owner, "train"));
        awaitOwner();
        services.publish(Facts.running(environment, owner, start));
        awaitKinds(owner, "environment_running");
        var warning = services.publish(new EnvIdleWarned(
                new WorkspaceId(1), environment, owner, "train", start, start.plusSeconds(900), "GPU 0 %"));
        services.publish(warning);
        awaitKinds(owner, "environment_running", "environment_idle");

        services.publish(at(start.plusSeconds(900), new EnvStopRequested(environment, owner, "idle")));
        awaitCause("idle");
        services.publish(new EnvStopped(environment, 1, start.plusSeconds(901)));
        awaitKinds(owner, "environment_running", "environment_idle", "environment_stopped");
        assertThat(texts(owner, "variant")).containsExactly("stop", "idle");
        assertThat(texts(owner, "actor")).isEmpty();
    }

    @Test
    void warnsOnceOfADiskThatIsNearlyFull() {
        CustomerId owner = customer();
        var warning = services.publish(new EnvDiskNearlyFull(
                new WorkspaceId(1), environment, owner, "train", "its volumes hold 950 of 1000 MiB"));
        services.publish(warning);
        services.publish(
                new EnvIdleWarned(new WorkspaceId(1), environment, owner, "train", clock.instant(), null, "GPU 0 %"));
        awaitKinds(owner, "environment_disk_nearly_full", "environment_idle");
    }
}
