package io.remotegpu.scheduler.placement;

import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Tells those who wait for something that no host could give even if it were empty. A host may be registered any day, so they still wait. */
final class Unplaceable {
    private final Collection<FleetHost> hosts;
    private final Demand demand;

    private Unplaceable(Collection<FleetHost> hosts, Demand demand) {
        this.hosts = hosts;
        this.demand = demand;
    }

    /** Why no registered host could ever take it; empty if one could. */
    static Optional<String> because(Collection<FleetHost> fleet, Demand demand) {
        return new Unplaceable(fleet, demand).reason();
    }

    /** One host that could take it all is the ordinary case, and soon found. */
    private Optional<String> reason() {
        return hosts.stream().anyMatch(this::fits) ? Optional.empty() : shortage();
    }

    private Optional<String> shortage() {
        double mostCpu =
                hosts.stream().mapToDouble(host -> host.capacity().cpu()).max().orElse(0);
        if (mostCpu < demand.cpu()) {
            return tell("%s cores; the largest has %s".formatted(demand.cpu(), mostCpu));
        }
        int mostMemory = most(host -> host.capacity().memory());
        if (mostMemory < demand.memory()) {
            return tell("%d MiB of memory; the largest has %d".formatted(demand.memory(), mostMemory));
        }
        int mostDisk = most(host -> host.capacity().disk());
        if (mostDisk < demand.disk()) {
            return tell("%d MiB of disk; the largest has %d".formatted(demand.disk(), mostDisk));
        }
        boolean toldByHost = demand.migProfile() != null || hosts.stream().noneMatch(this::isLabelled);
        return toldByHost ? Optional.empty() : gpuReason();
    }

    private boolean isLabelled(FleetHost host) {
        return host.labels().entrySet().containsAll(demand.labels().entrySet());
    }

    private Optional<String> gpuReason() {
        int most = most(Unplaceable::whole);
        if (most < demand.gpus()) {
            return tell("%s; the largest has %d".formatted(gpus(""), most));
        }
        int ofModel = most(this::ofModel);
        if (ofModel < demand.gpus()) {
            String model = " of model " + String.join(" or ", demand.models());
            return tell("%s; the most on one host are %d".formatted(gpus(model), ofModel));
        }
        int suitable = most(this::suitable);
        if (suitable < demand.gpus()) {
            String large = " that will do with %d MiB".formatted(demand.minGpuMemory());
            return tell("%s; the most on one host are %d".formatted(gpus(large), suitable));
        }
        return tell("all that it asks for together");
    }

    private boolean fits(FleetHost host) {
        return host.capacity().cpu() >= demand.cpu()
                && host.capacity().memory() >= demand.memory()
                && host.capacity().disk() >= demand.disk()
                && isLabelled(host)
                && suitable(host) >= demand.gpus();
    }

    private static int whole(FleetHost host) {
        return host.mostTogether(gpu -> gpu.freeMig().isEmpty());
    }

    private boolean isOfModel(FleetGpu gpu) {
        return gpu.freeMig().isEmpty()
                && (demand.models().isEmpty() || isNamed(gpu.model().toLowerCase(Locale.ROOT)));
    }

    private boolean isNamed(String model) {
        return demand.models().stream().anyMatch(wanted -> model.contains(wanted.toLowerCase(Locale.ROOT)));
    }

    private int ofModel(FleetHost host) {
        return host.mostTogether(this::isOfModel);
    }

    private int suitable(FleetHost host) {
        return host.mostTogether(gpu -> isOfModel(gpu) && gpu.memoryTotal() >= demand.minGpuMemory());
    }

    private int most(ToIntFunction<FleetHost> amount) {
        return hosts.stream().mapToInt(amount).max().orElse(0);
    }

    private String gpus(String which) {
        return "%d GPU%s%s".formatted(demand.gpus(), demand.gpus() == 1 ? "" : "s", which);
    }

    private static Optional<String> tell(String lacking) {
        return Optional.of("no registered host has " + lacking);
    }
}
