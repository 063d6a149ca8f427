package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.TelemetryEvent.ActivitySeen;
import io.remotegpu.contracts.workload.WorkloadActivity;
import io.remotegpu.workspace.telemetry.ActivityWatcher;
import io.remotegpu.workspace.telemetry.SampleDays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps every look, remembers what it means, and does what follows. All of it happens when a look comes: where nobody looks, nothing is
 * stopped, and a restart loses nothing.
 */
@Component
class IdleWatch implements ActivityWatcher {
    /** What comes later than this was held up on its way: it is kept, but nobody is stopped for how things were. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SampleDays days;
    private final WatchedEnvironments environments;
    private final Looks looks;
    private final Watches watches;
    private final IdleEffects effects;
    private final IdleProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    IdleWatch(
            SampleDays days,
            WatchedEnvironments environments,
            Looks looks,
            Watches watches,
            IdleEffects effects,
            IdleProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.days = days;
        this.environments = environments;
        this.looks = looks;
        this.watches = watches;
        this.effects = effects;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void see(ActivitySeen fact) {
        if (days.haveRoomFor(fact.hostId(), fact.at())) {
            fact.workloads()
                    .forEach(activity ->
                            transaction.executeWithoutResult(status -> see(fact.hostId(), fact.at(), activity)));
        }
    }

    private void see(HostId host, Instant at, WorkloadActivity activity) {
        environments.running(host, activity).ifPresent(environment -> looks.keep(activity, at)
                .ifPresent(look -> judge(environment, look)));
    }

    private void judge(Watched environment, Look look) {
        Rules rules = Rules.of(environment.policy(), properties);
        Finding finding = Finding.of(look, rules);
        Optional<Watch> before = watches.lock(environment.id()).filter(watch -> watch.epoch() == look.epoch());
        if (before.isEmpty()) {
            watches.save(environment, Watch.first(look), finding.traces());
        } else if (before.get().isNew(look)) {
            Watch seen = before.get().after(look, finding, rules);
            Watch after = isFresh(look) ? effects.of(environment, seen, finding, Decision.of(seen, rules)) : seen;
            watches.save(environment, after, finding.traces());
        }
    }

    private boolean isFresh(Look look) {
        return Duration.between(look.at(), clock.instant()).abs().compareTo(FRESH) <= 0;
    }
}
