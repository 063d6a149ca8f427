package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.scheduler.placement.EstimatedStart.Held;
import io.remotegpu.scheduler.placement.EstimatedStart.Soonest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which spot workloads would have to leave so that a request fits: as few GPUs as will do, and of equal ones those that ran the shortest. */
public final class MakingRoom {
    private final Collection<FleetHost> hosts;
    private final PlacementRequest request;
    private final EstimatedStart start;

    public MakingRoom(Collection<FleetHost> hosts, PlacementRequest request) {
        this.hosts = hosts;
        this.request = request;
        this.start = new EstimatedStart(hosts, request);
    }

    /**
     * One that may be asked to leave.
     *
     * @param age how long it has had its place
     */
    public record Spot(WorkloadId id, Held held, Duration age) {
        int milli() {
            return held.gpus().values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * @param leaving who has to leave its host
     * @param room where the request fits then, and what is left over there
     */
    public record Plan(List<Spot> leaving, Soonest room) {
        int milli() {
            return leaving.stream().mapToInt(Spot::milli).sum();
        }
    }

    /** Empty if it would fit nowhere even then. */
    public Optional<Plan> with(List<Spot> spots) {
        Map<HostId, List<Spot>> byHost =
                spots.stream().collect(Collectors.groupingBy(spot -> spot.held().host()));
        return hosts.stream()
                .filter(host -> request.mayGoTo(host.id()) && !request.kept().contains(host.id()))
                .flatMap(host -> on(byHost.getOrDefault(host.id(), List.of())).stream())
                .min(Comparator.comparingInt(Plan::milli)
                        .thenComparing(plan -> plan.leaving().size())
                        .thenComparing(plan -> plan.room().host().value()));
    }

    /** The youngest go first; who turns out not to be in the way stays. */
    private Optional<Plan> on(List<Spot> spots) {
        List<Spot> leaving = new ArrayList<>();
        for (Spot next : spots.stream().sorted(Comparator.comparing(Spot::age)).toList()) {
            leaving.add(next);
            if (room(leaving).isPresent()) {
                for (Spot spared : List.copyOf(leaving)) {
                    spare(spared, leaving);
                }
                return room(leaving).map(room -> new Plan(List.copyOf(leaving), room));
            }
        }
        return Optional.empty();
    }

    private void spare(Spot spot, List<Spot> leaving) {
        List<Spot> fewer = leaving.stream().filter(other -> other != spot).toList();
        if (room(fewer).isPresent()) {
            leaving.remove(spot);
        }
    }

    private Optional<Soonest> room(List<Spot> leaving) {
        return start.soonest(leaving.stream().map(Spot::held).toList(), Set.of());
    }
}
