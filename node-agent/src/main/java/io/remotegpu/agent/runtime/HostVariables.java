package io.remotegpu.agent.runtime;

import io.remotegpu.agent.gpu.amd.AmdSerial;
import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The variables that select GPUs. They follow from the lease alone; a request that names one is refused, not overruled. */
final class HostVariables {
    private static final String CUDA = "CUDA_VISIBLE_DEVICES";
    private static final String ROCR = "ROCR_VISIBLE_DEVICES";
    private static final String HIP = "HIP_VISIBLE_DEVICES";

    private HostVariables() {}

    static Map<String, String> added(StartContainer start) {
        Map<String, String> env = new TreeMap<>(start.workload().env());
        env.keySet().forEach(HostVariables::refuseReserved);
        env.put("REMOTEGPU_ENV_ID", start.workloadId().value());
        env.putAll(selecting(start.gpus()));
        return Map.copyOf(env);
    }

    /**
     * AMD's own runtime goes by ids and counts what is left for HIP, which takes the variable of CUDA for its own. Without a lease all makers' say that there
     * is none, because images may say otherwise.
     */
    private static Map<String, String> selecting(List<String> gpus) {
        if (gpus.isEmpty()) {
            return Map.of("NVIDIA_VISIBLE_DEVICES", "void", CUDA, "", ROCR, "", HIP, "");
        }
        String ids = String.join(",", gpus);
        String numbers =
                IntStream.range(0, gpus.size()).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return gpus.stream().allMatch(AmdSerial::isUuid)
                ? Map.of("NVIDIA_VISIBLE_DEVICES", "void", ROCR, ids, HIP, numbers, CUDA, numbers)
                : Map.of("NVIDIA_VISIBLE_DEVICES", ids, CUDA, ids);
    }

    private static void refuseReserved(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw refused("the variable name '" + name + "' is not letters, digits and underscores");
        }
        boolean reserved = List.of("NVIDIA_", "REMOTEGPU_").stream().anyMatch(name::startsWith)
                || List.of(CUDA, ROCR, HIP).contains(name);
        if (reserved) {
            throw refused("the variable " + name + " is set by the host; leave it out");
        }
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
