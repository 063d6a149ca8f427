package io.remotegpu.scheduler.leases;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.leases.KeptHost.Candidate;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.placement.Taints;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
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

    /** @param hosts all there are */
    PlacementRequest of(WorkloadId workload, PlacementRequest request, Collection<FleetHost> hosts) {
        return Requester.of(jdbc, workload)
                .map(requester -> granted(workload, request, requester, hosts))
                .orElse(request);
    }

    private PlacementRequest granted(
            WorkloadId workload, PlacementRequest request, Requester requester, Collection<FleetHost> hosts) {
        Instant now = Instant.now(clock);
        Demand asked = request.demand();
        Set<String> taints =
                hosts.stream().flatMap(host -> host.taints().stream()).collect(toUnmodifiableSet());
        Set<String> booked = hosts.stream()
                .flatMap(host -> host.gpus().stream())
                .map(FleetHost.FleetGpu::reservation)
                .filter(Objects::nonNull)
                .collect(toUnmodifiableSet());
        Demand demand = asked.tolerating(
                Taints.tolerated(taints, asked, requester.asker()), bookings.openTo(requester, booked, now));
        var candidate = new Candidate(requester.rank(), requester.priority(), requester.longest(), asked);
        Set<HostId> keptFrom = kept.from(workload, candidate, now);
        return request.by(requester.customerId(), demand, keptFrom);
    }
}
