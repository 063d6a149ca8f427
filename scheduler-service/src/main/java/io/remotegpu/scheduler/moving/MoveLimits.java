package io.remotegpu.scheduler.moving;

import io.remotegpu.contracts.WorkloadId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How much people may have moved: every byte of it goes through the platform, which belongs to all. Drains have a limit of their own. */
@Component
class MoveLimits {
    private final MoveStore moves;
    private final MoveProperties properties;
    private final Clock clock;

    MoveLimits(MoveStore moves, MoveProperties properties, Clock clock) {
        this.moves = moves;
        this.properties = properties;
        this.clock = clock;
    }

    /** Why it has to wait; null if it has not. */
    @Nullable
    String refusal(WorkloadId workload) {
        if (moves.underWayOfItsOwner(workload) >= properties.mostOfOneOwner()) {
            return properties.mostOfOneOwner() + " environments of its owner are moving already: wait for one";
        }
        if (moves.underWay() >= properties.mostAtOnce()) {
            return properties.mostAtOnce() + " environments are moving already: wait for one";
        }
        return moves.movedSince(workload, Instant.now(clock).minus(properties.rest()))
                ? "it moved, or failed to, less than " + properties.rest().toMinutes() + " minutes ago: wait a little"
                : null;
    }
}
