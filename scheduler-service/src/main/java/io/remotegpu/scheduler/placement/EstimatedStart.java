package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.strategy.Pack;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When enough will be given back for a request that waits, if what is held now ends as things used to end and nobody goes first. */
public final class EstimatedStart {
    private final Collection<FleetHost> hosts;
    private final PlacementRequest request;

    public EstimatedStart(Collection<FleetHost> hosts, PlacementRequest request) {
        this.hosts = hosts;
        this.request = request;
    }

    /**
     * What one workload holds.
     *
     * @param room what it gives back beside GPUs
     * @param gpus thousandths of each GPU by its UUID
     * @param remaining how long it will still hold them
     */
    public record Held(HostId host, Room room, Map<String, Integer> gpus, Duration remaining) {}

    /**
     * Where and when it would start.
     *
     * @param remaining from now on
     * @param left what its host has left over then
     * @param gpus how many whole GPUs of it are left over then
     */
    public record Soonest(HostId host, Duration remaining, Room left, int gpus) {}

    /** From now on; empty if not even all that is held would do. */
    public Optional<Duration> after(List<Held> held) {
        return soonest(held, Set.of()).map(Soonest::remaining);
    }

    /** The earliest of all hosts but these; empty if not even all that is held would do. */
    public Optional<Soonest> soonest(List<Held> held, Set<HostId> except) {
        Map<HostId, List<Held>> byHost = held.stream().collect(Collectors.groupingBy(Held::host));
        return hosts.stream()
                .filter(host -> request.mayGoTo(host.id()) && !except.contains(host.id()))
                .flatMap(host -> on(host, byHost.getOrDefault(host.id(), List.of())).stream())
                .min(Comparator.comparing(Soonest::remaining)
                        .thenComparing(soonest -> soonest.host().value()));
    }

    private Optional<Soonest> on(FleetHost host, List<Held> held) {
        FleetHost freed = host;
        List<Held> byEnd =
                held.stream().sorted(Comparator.comparing(Held::remaining)).toList();
        for (Held next : byEnd) {
            freed = without(freed, next);
            if (fits(freed)) {
                return Optional.of(soonest(freed, next.remaining()));
            }
        }
        return Optional.empty();
    }

    private Soonest soonest(FleetHost freed, Duration remaining) {
        Room free = freed.free();
        Demand demand = request.demand();
        Room left = new Room(
                free.cpu() - demand.cpu(),
                free.memory() - demand.memory(),
                free.disk() - demand.disk(),
                free.ports() - demand.ports());
        int whole = (int)
                freed.gpus().stream().filter(gpu -> gpu.freeMilli() == 1000).count();
        return new Soonest(freed.id(), remaining, left, whole - demand.gpus());
    }

    boolean fits(FleetHost host) {
        FleetIndex alone = new FleetIndex(new Pack(), 0);
        alone.put(host);
        return alone.decide(request.demand(), Inclination.NONE).isPresent();
    }

    static FleetHost without(FleetHost host, Held held) {
        Room room = new Room(
                host.free().cpu() + held.room().cpu(),
                host.free().memory() + held.room().memory(),
                host.free().disk() + held.room().disk(),
                host.free().ports() + held.room().ports());
        List<FleetGpu> gpus = host.gpus().stream()
                .map(gpu -> held.gpus().containsKey(gpu.uuid())
                        ? gpu.freed(held.gpus().get(gpu.uuid()))
                        : gpu)
                .toList();
        return host.with(room, gpus);
    }
}
