package io.remotegpu.benchmarks.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.Placed;
import io.remotegpu.scheduler.placement.Placement;
import io.remotegpu.scheduler.placement.PlacementRequest;
import io.remotegpu.scheduler.placement.StrategyName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fill as the service makes it: each decision with candidates, with what each of the other hosts lacks and with words for people, ready to be stored. What
 * a placement holds is told to it as the service does, which reads that host again: that is not timed, since the service waits for its database then.
 */
final class WholeDecisions {
    private final Placement placement;
    private final Map<HostId, FleetHost> hosts = new HashMap<>();
    private @Nullable Placed placed;
    private long allocated;
    private int failed;

    private WholeDecisions(Trace trace, StrategyName strategy, long seed) {
        placement = new Placement(strategy, System::nanoTime);
        trace.hosts(seed).forEach(this::tell);
    }

    static Outcome run(Trace trace, double ratio, long seed, StrategyName strategy) {
        return new WholeDecisions(trace, strategy, seed).run(trace, Fill.order(trace, ratio, seed));
    }

    private Outcome run(Trace trace, List<Demand> tasks) {
        Stopwatch stopwatch = new Stopwatch(tasks.size());
        for (Demand demand : tasks) {
            var request = new PlacementRequest(demand, null, Set.of(), "", null);
            stopwatch.time(() -> placed = placement.place(request));
            switch (Objects.requireNonNull(placed)) {
                case Placed.Plan plan -> stopwatch.apart(() -> hold(plan, demand));
                case Placed.Refusal _ -> failed++;
            }
        }
        return new Outcome(100.0 * allocated / trace.capacity(), failed, stopwatch.timing());
    }

    private void hold(Placed.Plan plan, Demand demand) {
        allocated += Trace.milli(demand);
        tell(held(Objects.requireNonNull(hosts.get(plan.hostId())), new HashSet<>(plan.gpus()), demand));
    }

    private void tell(FleetHost host) {
        hosts.put(host.id(), host);
        placement.put(host);
    }

    private static FleetHost held(FleetHost host, Set<String> gpus, Demand demand) {
        Room free = host.free();
        return new FleetHost(
                host.id(),
                host.name(),
                host.closedBecause(),
                host.capacity(),
                new Room(free.cpu() - demand.cpu(), free.memory() - demand.memory(), free.disk(), free.ports()),
                host.gpus().stream()
                        .map(gpu -> gpus.contains(gpu.uuid()) ? held(gpu, demand.milli()) : gpu)
                        .toList(),
                host.topology(),
                host.labels(),
                host.taints(),
                host.images(),
                host.customers());
    }

    private static FleetGpu held(FleetGpu gpu, int milli) {
        return new FleetGpu(
                gpu.uuid(),
                gpu.index(),
                gpu.model(),
                gpu.memoryTotal(),
                gpu.freeMilli() - milli,
                gpu.freeMig(),
                gpu.reservation());
    }
}
