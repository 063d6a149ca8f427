package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.KeptHost.Candidate;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.placement.Taints;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a request may have, by who asks: hosts whose taints it does not mind, GPUs that are booked for it, no host that is kept for others. */
@Component
class Terms {
    private final JdbcClient jdbc;
    private final Bookings bookings;
    private final KeptHosts kept;
    private final Clock clock;

    Terms(JdbcClient jdbc, Bookings bookings, KeptHosts kept, Clock clock) {
        this.jdbc = jdbc;
        this.bookings = bookings;
        this.kept = kept;
        this.clock = clock;
    }

    /**
     * @param taints all there are on any host
     * @param booked the same of words for bookings
     */
    PlacementRequest of(WorkloadId workload, PlacementRequest request, Set<String> taints, Set<String> booked) {
        return Requester.of(jdbc, workload)
                .map(requester -> granted(workload, request, requester, taints, booked))
                .orElse(request);
    }

    private PlacementRequest granted(
            WorkloadId workload,
            PlacementRequest request,
            Requester requester,
            Set<String> taints,
            Set<String> booked) {
        Instant now = Instant.now(clock);
        Demand asked = request.demand();
        Demand demand = asked.tolerating(
                Taints.tolerated(taints, asked, requester.asker()), bookings.openTo(requester, booked, now));
        var candidate = new Candidate(requester.rank(), requester.priority(), requester.longest(), asked);
        Set<HostId> keptFrom = kept.from(workload, candidate, now);
        return request.by(requester.customerId(), demand, keptFrom);
    }
}
