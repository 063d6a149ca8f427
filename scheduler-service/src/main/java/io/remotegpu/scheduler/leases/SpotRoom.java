package io.remotegpu.scheduler.leases;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.EstimatedStart.Soonest;
import io.remotegpu.scheduler.placement.MakingRoom;
import io.remotegpu.scheduler.placement.MakingRoom.Spot;
import io.remotegpu.scheduler.placement.PlacementRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out which spot environments are in the way of a request. */
@Component
public class SpotRoom {
    private final OpenLeases open;
    private final Fleet fleet;
    private final Clock clock;

    SpotRoom(OpenLeases open, Fleet fleet, Clock clock) {
        this.open = open;
        this.fleet = fleet;
        this.clock = clock;
    }

    /** One that has to leave. */
    public record InTheWay(WorkloadId workload, long epoch) {}

    /** @param host the host that they leave, free from {@code until} on */
    public record Vacated(List<InTheWay> leaving, KeptHost host) {}

    /** Who has to leave so that it fits; empty if nobody whom one may ask could help. */
    public Optional<Vacated> with(
            WorkloadId workload, PlacementRequest request, int rank, int standing, Instant until) {
        List<OpenLease> spots =
                open.all(Instant.now(clock)).stream().filter(OpenLease::spot).toList();
        if (spots.isEmpty()) {
            return Optional.empty();
        }
        Fleet.View view = fleet.view(workload, request);
        List<Spot> candidates = spots.stream()
                .map(lease -> new Spot(lease.workload(), lease.held(Duration.ZERO), lease.age()))
                .toList();
        return new MakingRoom(view.hosts(), view.request())
                .with(candidates)
                .map(plan -> new Vacated(inTheWay(plan, spots), kept(plan.room(), rank, standing, until)));
    }

    private static List<InTheWay> inTheWay(MakingRoom.Plan plan, List<OpenLease> spots) {
        List<WorkloadId> leaving = plan.leaving().stream().map(Spot::id).toList();
        return spots.stream()
                .filter(lease -> leaving.contains(lease.workload()))
                .map(lease -> new InTheWay(lease.workload(), lease.epoch()))
                .toList();
    }

    private static KeptHost kept(Soonest room, int rank, int standing, Instant until) {
        return new KeptHost(
                room.host(),
                rank,
                standing,
                until,
                room.left().cpu(),
                room.left().memory(),
                room.gpus());
    }
}
