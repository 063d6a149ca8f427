package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.WorkspaceEvent.EnvIdleWarned;
import io.remotegpu.messaging.Outbox;
import io.remotegpu.workspace.environments.EnvironmentStops;
import io.remotegpu.workspace.timeline.Timeline;
import io.remotegpu.workspace.timeline.TimelineEntry;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a decision brings about, in the transaction that remembers it. */
@Component
class IdleEffects {
    private static final String ACTOR = "platform";

    private final EnvironmentStops stops;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    IdleEffects(EnvironmentStops stops, Timeline timeline, Outbox outbox, Clock clock) {
        this.stops = stops;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What is to be remembered from now on. */
    Watch of(Watched environment, Watch seen, Finding finding, Decision decision) {
        return switch (decision) {
            case Decision.Stay() -> seen;
            case Decision.Warn(Instant stopsAt) -> {
                warn(environment, seen, finding, stopsAt);
                yield seen.warned(stopsAt);
            }
            case Decision.Withdraw() -> {
                record(environment, "idle_withdrawn", "not idle any more: " + seen.usedBy());
                yield seen.withdrawn();
            }
            case Decision.Stop() -> {
                stops.stopIdle(environment.id(), "idle: " + unused(seen, finding));
                yield seen;
            }
        };
    }

    private void warn(Watched environment, Watch seen, Finding finding, @Nullable Instant stopsAt) {
        String then = stopsAt == null ? "" : "; stops at " + Words.minute(stopsAt) + " unless it is used";
        record(environment, "idle_warned", "idle: " + unused(seen, finding) + then);
        outbox.publish(new EnvIdleWarned(
                environment.workspaceId(),
                environment.id(),
                environment.customerId(),
                environment.name(),
                seen.usedAt(),
                stopsAt,
                finding.words()));
    }

    private static String unused(Watch seen, Finding finding) {
        return "not used since " + Words.minute(seen.usedAt()) + " (" + finding.words() + ")";
    }

    private void record(Watched environment, String type, String message) {
        timeline.record(
                environment.id(),
                new TimelineEntry(clock.instant(), type, environment.status().wireName(), message, ACTOR));
    }
}
