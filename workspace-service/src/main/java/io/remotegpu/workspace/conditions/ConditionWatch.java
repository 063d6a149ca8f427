package io.remotegpu.workspace.conditions;

import io.remotegpu.contracts.TelemetryEvent.HostSampled;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.WorkspaceEvent.EnvDiskNearlyFull;
import io.remotegpu.contracts.workload.Condition;
import io.remotegpu.contracts.workload.WorkloadSample;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.workspace.telemetry.SampleWatcher;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells when something begins to hold of an environment, and when it does so no more. Each sample says all that holds, so a lost one is made good by the
 * next.
 */
@Component
class ConditionWatch implements SampleWatcher {
    private static final String ACTOR = "platform";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ConditionStore store;
    private final Timeline timeline;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ConditionWatch(
            ConditionStore store, Timeline timeline, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.timeline = timeline;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void see(HostSampled fact) {
        transaction.executeWithoutResult(status -> {
            Map<WorkloadId, List<KeptCondition>> kept =
                    store.on(fact.hostId()).stream().collect(Collectors.groupingBy(KeptCondition::environmentId));
            fact.workloads().forEach(sample -> see(fact, sample, kept.getOrDefault(sample.workloadId(), List.of())));
        });
    }

    private void see(HostSampled fact, WorkloadSample sample, List<KeptCondition> kept) {
        if (!sample.conditions().isEmpty() || !kept.isEmpty()) {
            store.running(fact.hostId(), sample.workloadId(), sample.epoch()).ifPresent(environment -> {
                kept.stream()
                        .filter(before -> !names(sample).contains(before.kind()))
                        .forEach(before -> over(environment, before));
                sample.conditions().forEach(condition -> holds(environment, condition, kept, fact));
            });
        }
    }

    private static List<String> names(WorkloadSample sample) {
        return sample.conditions().stream().map(ConditionWatch::kind).toList();
    }

    private static String kind(Condition condition) {
        return condition.kind().name().toLowerCase(Locale.ROOT);
    }

    private void holds(Concerned environment, Condition condition, List<KeptCondition> kept, HostSampled fact) {
        KeptCondition now =
                new KeptCondition(environment.id(), kind(condition), environment.epoch(), condition.words(), fact.at());
        kept.stream()
                .filter(before -> before.kind().equals(now.kind()) && before.epoch() == now.epoch())
                .findFirst()
                .ifPresentOrElse(before -> goesOn(environment, before, now), () -> begins(environment, now, condition));
    }

    /** Its words are those of now, it began when it did. */
    private void goesOn(Concerned environment, KeptCondition before, KeptCondition now) {
        if (!before.words().equals(now.words())) {
            store.save(
                    environment,
                    new KeptCondition(now.environmentId(), now.kind(), now.epoch(), now.words(), before.since()));
        }
        Told told = store.told(environment.id(), now.kind());
        if (told.isOver() && !toldWithin(AN_HOUR, told)) {
            record(environment, now.kind(), now.words());
        }
    }

    /** What comes and goes all the time is told once an hour; that it goes on until then is told later. */
    private void begins(Concerned environment, KeptCondition now, Condition condition) {
        Told told = store.told(environment.id(), now.kind());
        store.save(environment, now);
        if (!told.isOver() || !toldWithin(AN_HOUR, told)) {
            record(environment, now.kind(), now.words());
        }
        if (!toldWithin(A_DAY, told)) {
            notify(environment, now, condition);
        }
    }

    private boolean toldWithin(Duration time, Told told) {
        return told.begun().isAfter(clock.instant().minus(time));
    }

    /** A notification at most once a day. */
    private void notify(Concerned environment, KeptCondition now, Condition condition) {
        switch (condition.kind()) {
            case DISK_NEARLY_FULL ->
                outbox.publish(new EnvDiskNearlyFull(
                        environment.workspaceId(),
                        environment.id(),
                        environment.customerId(),
                        environment.name(),
                        now.words()));
            case PROCESSES_AT_LIMIT, SSH_CLOSED -> {}
        }
    }

    /** That of an earlier run ended with it, and nothing is to be told; neither is the end of what nobody was told of. */
    private void over(Concerned environment, KeptCondition before) {
        store.remove(before);
        if (before.epoch() == environment.epoch()
                && !store.told(environment.id(), before.kind()).isOver()) {
            record(environment, Told.over(before.kind()), "no more so: " + before.words());
        }
    }

    private void record(Concerned environment, String type, String message) {
        timeline.record(
                environment.id(), new TimelineEntry(clock.instant(), type, environment.status(), message, ACTOR));
    }
}
