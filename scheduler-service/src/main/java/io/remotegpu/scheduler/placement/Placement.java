package io.remotegpu.scheduler.placement;

import static java.util.stream.Collectors.joining;

import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers, for one snapshot of the fleet, where a workload would run. Changes nothing; holding what it planned is the lease desk's part. */
public final class Placement {
    private final PlacementPolicy policy;

    public Placement(PlacementPolicy policy) {
        this.policy = policy;
    }

    /** The best plan, or why there is none. */
    public Placed place(List<FleetHost> fleet, PlacementRequest request) {
        if (fleet.isEmpty()) {
            return new Placed.Refusal("no GPU host is registered");
        }
        List<FleetHost> eligible = fleet.stream()
                .filter(host -> request.home() == null || host.id().equals(request.home()))
                .toList();
        List<FleetHost> fitting = eligible.stream()
                .filter(host -> Shortage.of(host, request.workload()).isEmpty())
                .toList();
        if (!fitting.isEmpty()) {
            return plan(preferred(fitting, request), request);
        }
        Optional<String> never =
                request.home() == null ? Unplaceable.because(fleet, request.workload()) : Optional.empty();
        return never.<Placed>map(Placed.Refusal::new).orElseGet(() -> refuse(eligible, request));
    }

    /** Without the hosts that failed it before, unless only those are left. */
    private static List<FleetHost> preferred(List<FleetHost> fitting, PlacementRequest request) {
        List<FleetHost> others = fitting.stream()
                .filter(host -> !request.avoided().contains(host.id()))
                .toList();
        return others.isEmpty() ? fitting : others;
    }

    private Placed.Plan plan(List<FleetHost> fitting, PlacementRequest request) {
        FleetHost chosen = fitting.stream().min(policy.preference(request)).orElseThrow();
        String explanation =
                request.home() == null ? policy.explain(chosen, fitting.size()) : chosen.name() + " has its home";
        return new Placed.Plan(chosen.id(), choose(chosen, request.workload().gpu()), explanation);
    }

    /** The smallest GPUs that will do, so that larger ones stay free for those who need them. */
    private static List<String> choose(FleetHost host, GpuRequest gpu) {
        return Shortage.suitable(host.freeGpus(), gpu).stream()
                .sorted(Comparator.comparingInt(FleetGpu::memoryTotal).thenComparingInt(FleetGpu::index))
                .limit(gpu.count())
                .map(FleetGpu::uuid)
                .toList();
    }

    private static Placed.Refusal refuse(List<FleetHost> eligible, PlacementRequest request) {
        Map<Shortage, List<FleetHost>> lacking = new EnumMap<>(Shortage.class);
        for (FleetHost host : eligible) {
            Shortage.of(host, request.workload())
                    .ifPresent(shortage -> lacking.computeIfAbsent(shortage, any -> new ArrayList<>())
                            .add(host));
        }
        String reasons = lacking.entrySet().stream()
                .map(entry -> tell(entry.getKey(), entry.getValue(), eligible.size(), request))
                .collect(joining("; "));
        return new Placed.Refusal(
                request.home() == null ? reasons : homeIsBusy(request.home().value(), reasons));
    }

    private static String homeIsBusy(String host, String reasons) {
        return "its home is on host " + host + ", which "
                + (reasons.isEmpty() ? "is not registered" : "cannot take it: " + reasons);
    }

    private static String tell(Shortage shortage, List<FleetHost> hosts, int of, PlacementRequest request) {
        String verb = shortage == Shortage.CLOSED
                ? (hosts.size() == 1 ? "is " : "are ")
                : (hosts.size() == 1 ? "has " : "have ");
        return hosts.size() + " of " + of + (of == 1 ? " host " : " hosts ") + verb
                + shortage.tell(hosts, request.workload());
    }
}
