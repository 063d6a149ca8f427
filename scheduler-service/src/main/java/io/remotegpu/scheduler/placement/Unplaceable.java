package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Tells those who wait for something that no host could give even if it were empty. A host may be registered any day, so they still wait. */
final class Unplaceable {
    private final List<Capacity> hosts;
    private final Workload workload;

    private Unplaceable(List<Capacity> hosts, Workload workload) {
        this.hosts = hosts;
        this.workload = workload;
    }

    /** Why no registered host could ever take it; empty if one could. */
    static Optional<String> because(List<FleetHost> fleet, Workload workload) {
        List<Capacity> hosts = fleet.stream().map(FleetHost::capacity).toList();
        return new Unplaceable(hosts, workload).reason();
    }

    private Optional<String> reason() {
        GpuRequest gpu = workload.gpu();
        double mostCpu = hosts.stream().mapToDouble(Capacity::cpu).max().orElse(0);
        if (mostCpu < workload.cpu()) {
            return tell("%s cores; the largest has %s".formatted(workload.cpu(), mostCpu));
        }
        if (most(Capacity::memory) < workload.memory()) {
            return tell("%d MiB of memory; the largest has %d".formatted(workload.memory(), most(Capacity::memory)));
        }
        if (most(host -> host.gpus().size()) < gpu.count()) {
            return tell("%s; the largest has %d"
                    .formatted(gpus(""), most(host -> host.gpus().size())));
        }
        if (most(this::ofModel) < gpu.count()) {
            String model = " of model " + String.join(" or ", gpu.models());
            return tell("%s; the most on one host are %d".formatted(gpus(model), most(this::ofModel)));
        }
        if (most(this::suitable) < gpu.count()) {
            String suitable = " that will do with %d MiB".formatted(gpu.minMemory());
            return tell("%s; the most on one host are %d".formatted(gpus(suitable), most(this::suitable)));
        }
        return hosts.stream().anyMatch(this::fits) ? Optional.empty() : tell("all that it asks for together");
    }

    private boolean fits(Capacity host) {
        return host.cpu() >= workload.cpu()
                && host.memory() >= workload.memory()
                && suitable(host) >= workload.gpu().count();
    }

    private int ofModel(Capacity host) {
        return (int) host.gpus().stream()
                .filter(gpu -> Shortage.isOfModel(gpu, workload.gpu()))
                .count();
    }

    private int suitable(Capacity host) {
        return Shortage.suitable(host.gpus(), workload.gpu()).size();
    }

    private int most(ToIntFunction<Capacity> amount) {
        return hosts.stream().mapToInt(amount).max().orElse(0);
    }

    private String gpus(String which) {
        int count = workload.gpu().count();
        return "%d GPU%s%s".formatted(count, count == 1 ? "" : "s", which);
    }

    private static Optional<String> tell(String lacking) {
        return Optional.of("no registered host has " + lacking);
    }
}
