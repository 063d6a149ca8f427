package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.contracts.workload.Scheduling;
import io.remotegpu.scheduler.leases.Estimates;
import io.remotegpu.scheduler.leases.KeptHost;
import io.remotegpu.scheduler.leases.KeptHosts;
import io.remotegpu.scheduler.provisioning.QueuedStore.Queued;
import io.remotegpu.scheduler.queue.QueueProperties;
import io.remotegpu.scheduler.queue.Ranks.Ranked;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Sees to it that nobody waits for ever: for one that others have passed for long enough a host is kept, and spot environments make room at once for
 * what is none.
 */
@Component
class Keeping {
    private final KeptHosts hosts;
    private final Estimates estimates;
    private final Preempting preempting;
    private final QueueProperties properties;
    private final Clock clock;

    Keeping(KeptHosts hosts, Estimates estimates, Preempting preempting, QueueProperties properties, Clock clock) {
        this.hosts = hosts;
        this.estimates = estimates;
        this.preempting = preempting;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * It does not fit now.
     *
     * @param already for how many before it hosts are kept
     * @return whether one is kept for it from now on
     */
    boolean look(Queued waiting, int already) {
        WorkloadId id = waiting.allocation().id();
        if (preempting.isMakingRoomFor(id)) {
            return true;
        }
        Optional<KeptHost> host = already < properties.mostKept() ? hostFor(waiting) : Optional.empty();
        host.ifPresentOrElse(found -> hosts.keep(id, found), () -> hosts.giveUp(id));
        return host.isPresent();
    }

    private Optional<KeptHost> hostFor(Queued waiting) {
        Allocation allocation = waiting.allocation();
        Optional<KeptHost> vacated =
                allocation.scheduling().priority() == Scheduling.SPOT ? Optional.empty() : preempting.makeRoom(waiting);
        return vacated.or(() -> isDue(waiting.ranked()) ? soonest(waiting) : Optional.empty());
    }

    private boolean isDue(Ranked ranked) {
        return !ranked.queuedAt().plus(properties.keepAfter()).isAfter(Instant.now(clock));
    }

    private Optional<KeptHost> soonest(Queued waiting) {
        Allocation allocation = waiting.allocation();
        Ranked ranked = waiting.ranked();
        return estimates.hostFor(allocation.id(), allocation.placementRequest(), ranked.rank(), ranked.standing());
    }
}
