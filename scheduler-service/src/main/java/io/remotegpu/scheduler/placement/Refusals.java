package io.remotegpu.scheduler.placement;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** Says in plain words why nothing fits. */
final class Refusals {
    private Refusals() {}

    static String reason(Collection<FleetHost> fleet, Survey survey, PlacementRequest request) {
        if (fleet.isEmpty()) {
            return "no GPU host is registered";
        }
        String lacking = survey.lacking().entrySet().stream()
                .map(entry -> tell(entry.getKey(), entry.getValue(), survey.asked(), request.demand()))
                .collect(joining("; "));
        if (request.home() != null) {
            return "its home is on host " + request.home() + ", which "
                    + (lacking.isEmpty() ? "is not registered" : "cannot take it: " + lacking);
        }
        return Unplaceable.because(fleet, request.demand()).orElse(lacking);
    }

    private static String tell(Constraint constraint, List<FleetHost> hosts, int of, Demand demand) {
        boolean one = hosts.size() == 1;
        String verb =
                switch (constraint) {
                    case CLOSED, KEPT -> one ? "is " : "are ";
                    case LABELS -> one ? "lacks " : "lack ";
                    case TAINTS -> one ? "takes " : "take ";
                    case CPU,
                            MEMORY,
                            DISK,
                            GPU_COUNT,
                            GPU_MODEL,
                            GPU_MEMORY,
                            GPU_RESERVED,
                            GPU_SHARE,
                            MIG_PROFILE,
                            PORTS -> one ? "has " : "have ";
                };
        return hosts.size() + " of " + of + (of == 1 ? " host " : " hosts ") + verb + lack(constraint, hosts, demand);
    }

    private static String lack(Constraint constraint, List<FleetHost> hosts, Demand demand) {
        return switch (constraint) {
            case CLOSED -> "not taking work (%s)".formatted(reasons(hosts));
            case LABELS -> (demand.labels().size() == 1 ? "the label " : "one of the labels ") + labels(demand);
            case TAINTS -> "only what tolerates " + taints(hosts);
            case CPU -> tooLittleCpu(hosts, demand);
            case MEMORY -> tooLittle("memory", most(hosts, host -> host.free().memory()), demand.memory());
            case DISK -> tooLittle("disk", most(hosts, host -> host.free().disk()), demand.disk());
            case GPU_COUNT ->
                "too few free GPUs (largest free: %d of %d)".formatted(most(hosts, Refusals::wholeGpus), demand.gpus());
            case GPU_MODEL -> "too few free GPUs of model " + String.join(" or ", demand.models());
            case GPU_MEMORY -> "too few free GPUs with %d MiB".formatted(demand.minGpuMemory());
            case GPU_RESERVED -> "too few free GPUs that nobody has booked";
            case GPU_SHARE -> "no GPU with %d thousandths free".formatted(demand.milli());
            case MIG_PROFILE -> "too few free MIG instances of profile " + demand.migProfile();
            case PORTS -> "too few free host ports";
            case KEPT -> "kept for what has waited longer";
        };
    }

    private static String tooLittleCpu(List<FleetHost> hosts, Demand demand) {
        double most =
                hosts.stream().mapToDouble(host -> host.free().cpu()).max().orElse(0);
        return "too little free CPU (most free: %s of %s cores)".formatted(most, demand.cpu());
    }

    private static String tooLittle(String what, int most, int wanted) {
        return "too little free %s (most free: %d of %d MiB)".formatted(what, most, wanted);
    }

    private static String labels(Demand demand) {
        return demand.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .sorted()
                .collect(joining(" and "));
    }

    private static String taints(List<FleetHost> hosts) {
        return hosts.stream()
                .flatMap(host -> host.taints().stream())
                .distinct()
                .sorted()
                .collect(joining(", "));
    }

    private static int wholeGpus(FleetHost host) {
        return host.mostTogether(gpu -> gpu.freeMilli() == 1000);
    }

    private static int most(Collection<FleetHost> hosts, ToIntFunction<FleetHost> amount) {
        return hosts.stream().mapToInt(amount).max().orElse(0);
    }

    private static String reasons(Collection<FleetHost> hosts) {
        return hosts.stream()
                .map(host -> String.valueOf(host.closedBecause()))
                .distinct()
                .sorted()
                .collect(joining(", "));
    }
}
