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
import java.util.Optional;
import java.util.Set;

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
     * @param gpus UUIDs
     * @param remaining how long it will still hold them
     */
    public record Held(HostId host, Room room, Set<String> gpus, Duration remaining) {}

    /** From now on; empty if not even all that is held would do. */
    public Optional<Duration> after(List<Held> held) {
        return hosts.stream()
                .filter(host -> request.home() == null || request.home().equals(host.id()))
                .flatMap(host -> on(host, held).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Duration> on(FleetHost host, List<Held> held) {
        FleetHost freed = host;
        List<Held> byEnd = held.stream()
                .filter(one -> one.host().equals(host.id()))
                .sorted(Comparator.comparing(Held::remaining))
                .toList();
        for (Held next : byEnd) {
            freed = without(freed, next);
            if (fits(freed)) {
                return Optional.of(next.remaining());
            }
        }
        return Optional.empty();
    }

    private boolean fits(FleetHost host) {
        FleetIndex alone = new FleetIndex(new Pack(), 0);
        alone.put(host);
        return alone.decide(request.demand(), Inclination.NONE).isPresent();
    }

    private static FleetHost without(FleetHost host, Held held) {
        Room room = new Room(
                host.free().cpu() + held.room().cpu(),
                host.free().memory() + held.room().memory(),
                host.free().disk() + held.room().disk(),
                host.free().ports() + held.room().ports());
        List<FleetGpu> gpus = host.gpus().stream()
                .map(gpu -> held.gpus().contains(gpu.uuid()) ? gpu.freed() : gpu)
                .toList();
        return host.with(room, gpus);
    }
}
