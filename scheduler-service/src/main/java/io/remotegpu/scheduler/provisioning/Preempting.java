package io.remotegpu.scheduler.provisioning;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.KeptHost;
import io.remotegpu.scheduler.leases.KeptHosts;
import io.remotegpu.scheduler.leases.SpotRoom;
import io.remotegpu.scheduler.leases.SpotRoom.InTheWay;
import io.remotegpu.scheduler.leases.SpotRoom.Vacated;
import io.remotegpu.scheduler.notices.StopNotices;
import io.remotegpu.scheduler.notices.StopNotices.Notice;
import io.remotegpu.scheduler.provisioning.QueuedStore.Queued;
import io.remotegpu.scheduler.queue.QueueProperties;
import io.remotegpu.scheduler.queue.Ranks.Ranked;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells spot environments that they have to make room for somebody who waits and is none. */
@Component
class Preempting {
    private final SpotRoom spots;
    private final KeptHosts hosts;
    private final StopNotices notices;
    private final Provisioning provisioning;
    private final QueueProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Preempting(
            SpotRoom spots,
            KeptHosts hosts,
            StopNotices notices,
            Provisioning provisioning,
            QueueProperties properties,
            TransactionTemplate transaction,
            Clock clock) {
        this.spots = spots;
        this.hosts = hosts;
        this.notices = notices;
        this.provisioning = provisioning;
        this.properties = properties;
        this.transaction = transaction;
        this.clock = clock;
    }

    boolean isMakingRoomFor(WorkloadId waiting) {
        return notices.makeRoomFor(waiting);
    }

    /** The host that is left for it, if leaving helps. It is kept for it before anybody is told to leave, so that nobody leaves for nothing. */
    Optional<KeptHost> makeRoom(Queued waiting) {
        Allocation allocation = waiting.allocation();
        Ranked ranked = waiting.ranked();
        Instant until = Instant.now(clock).plus(properties.spotNotice());
        Optional<Vacated> vacated =
                spots.with(allocation.id(), allocation.placementRequest(), ranked.rank(), ranked.standing(), until);
        vacated.ifPresent(room -> {
            hosts.keep(allocation.id(), room.host());
            room.leaving().forEach(one -> tell(one, waiting, until));
        });
        return vacated.map(Vacated::host);
    }

    private void tell(InTheWay spot, Queued waiting, Instant until) {
        transaction.executeWithoutResult(status -> provisioning
                .lock(spot.workload())
                .filter(known -> known.phase() == Phase.RUNNING && known.epoch() == spot.epoch())
                .filter(known -> known.scheduling().spot())
                .ifPresent(known -> notices.announceFor(
                        waiting.allocation().id(),
                        new Notice(
                                spot.workload(),
                                spot.epoch(),
                                until,
                                "it runs as spot, and somebody who does not waits for its place"))));
    }
}
