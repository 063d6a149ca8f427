package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What a host lacks for a request, in the order in which it is worth telling. */
enum Shortage {
    CLOSED,
    CPU,
    MEMORY,
    GPU_MODEL,
    GPU_MEMORY,
    GPU_COUNT,
    PORTS;

    /** The first thing the host lacks, empty if it fits. */
    static Optional<Shortage> of(FleetHost host, Workload workload) {
        if (host.closedBecause() != null) {
            return Optional.of(CLOSED);
        }
        if (host.freeCpu() < workload.cpu()) {
            return Optional.of(CPU);
        }
        if (host.freeMemory() < workload.memory()) {
            return Optional.of(MEMORY);
        }
        return ofGpus(host, workload.gpu())
                .or(() -> host.freePorts() < workload.ports().size() ? Optional.of(PORTS) : Optional.empty());
    }

    private static Optional<Shortage> ofGpus(FleetHost host, GpuRequest gpu) {
        if (gpu.count() == 0) {
            return Optional.empty();
        }
        if (host.freeGpus().size() < gpu.count()) {
            return Optional.of(GPU_COUNT);
        }
        List<FleetGpu> ofModel = host.freeGpus().stream()
                .filter(candidate -> isOfModel(candidate, gpu))
                .toList();
        if (ofModel.size() < gpu.count()) {
            return Optional.of(GPU_MODEL);
        }
        return suitable(host.freeGpus(), gpu).size() < gpu.count() ? Optional.of(GPU_MEMORY) : Optional.empty();
    }

    /** Those of the GPUs that the request accepts. */
    static List<FleetGpu> suitable(List<FleetGpu> gpus, GpuRequest gpu) {
        return gpus.stream()
                .filter(candidate -> isOfModel(candidate, gpu) && candidate.memoryTotal() >= gpu.minMemory())
                .toList();
    }

    /** People write "RTX 4090" for what the driver calls "NVIDIA GeForce RTX 4090". */
    static boolean isOfModel(FleetGpu candidate, GpuRequest gpu) {
        String model = candidate.model().toLowerCase(Locale.ROOT);
        return gpu.models().isEmpty()
                || gpu.models().stream().anyMatch(wanted -> model.contains(wanted.toLowerCase(Locale.ROOT)));
    }

    /** What the hosts that lack this have instead: the half sentence after "2 of 3 hosts". */
    String tell(Collection<FleetHost> hosts, Workload workload) {
        return switch (this) {
            case CLOSED -> "not taking work (%s)".formatted(reasons(hosts));
            case CPU -> "too little free CPU (most free: %s of %s cores)".formatted(mostCpu(hosts), workload.cpu());
            case MEMORY ->
                "too little free memory (most free: %d of %d MiB)"
                        .formatted(most(hosts, FleetHost::freeMemory), workload.memory());
            case GPU_MODEL ->
                "too few free GPUs of model "
                        + String.join(" or ", workload.gpu().models());
            case GPU_MEMORY ->
                "too few free GPUs with %d MiB".formatted(workload.gpu().minMemory());
            case GPU_COUNT ->
                "too few free GPUs (largest free: %d of %d)"
                        .formatted(
                                most(hosts, host -> host.freeGpus().size()),
                                workload.gpu().count());
            case PORTS -> "too few free host ports";
        };
    }

    private static double mostCpu(Collection<FleetHost> hosts) {
        return hosts.stream().mapToDouble(FleetHost::freeCpu).max().orElse(0);
    }

    private static int most(Collection<FleetHost> hosts, ToIntFunction<FleetHost> amount) {
        return hosts.stream().mapToInt(amount).max().orElse(0);
    }

    private static String reasons(Collection<FleetHost> hosts) {
        return String.join(
                ", ",
                hosts.stream()
                        .map(host -> String.valueOf(host.closedBecause()))
                        .distinct()
                        .sorted()
                        .toList());
    }
}
