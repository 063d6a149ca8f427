package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.Bookings.Access;
import io.remotegpu.scheduler.leases.KeptHost.Candidate;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.placement.Taints;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
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
     * What a request may have.
     *
     * @param own words for bookings of its own workspace
     */
    record Granted(PlacementRequest request, Set<String> own) {
        /** The same on nothing but what its own workspace booked; empty if that is nothing that it could use. */
        Optional<PlacementRequest> onOwnBookings() {
            Demand demand = request.demand();
            return own.isEmpty() || demand.gpus() == 0
                    ? Optional.empty()
                    : Optional.of(request.by(request.customer(), demand.onlyBooked(own), request.kept()));
        }
    }

    /**
     * What it may have, and what of that its workspace booked.
     *
     * @param taints all there are on any host
     * @param booked the same of words for bookings
     */
    Granted of(WorkloadId workload, PlacementRequest request, Set<String> taints, Set<String> booked) {
        return Requester.of(jdbc, workload)
                .map(requester -> granted(workload, request, requester, taints, booked))
                .orElse(new Granted(request, Set.of()));
    }

    private Granted granted(
            WorkloadId workload,
            PlacementRequest request,
            Requester requester,
            Set<String> taints,
            Set<String> booked) {
        Instant now = Instant.now(clock);
        Demand asked = requester.isSettled(request.home()) ? request.demand().withDisk(0) : request.demand();
        Access access = bookings.access(requester, booked, now);
        Demand demand = asked.tolerating(Taints.tolerated(taints, asked, requester.asker()), access.open());
        var candidate = new Candidate(requester.rank(), requester.priority(), requester.longest(), asked);
        Set<HostId> keptFrom = kept.from(workload, candidate, now);
        return new Granted(request.by(requester.customerId(), demand, keptFrom), access.own());
    }
}
