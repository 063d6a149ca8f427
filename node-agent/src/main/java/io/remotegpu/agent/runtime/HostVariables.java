package io.remotegpu.agent.runtime;

import io.remotegpu.contracts.NodeCommand.StartContainer;
import io.remotegpu.contracts.workload.FailureCause;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The variables that select GPUs. They follow from the lease alone; a request that names one is refused, not overruled. */
final class HostVariables {
    private HostVariables() {}

    static Map<String, String> added(StartContainer start) {
        Map<String, String> env = new TreeMap<>(start.workload().env());
        env.keySet().forEach(HostVariables::refuseReserved);
        env.put("REMOTEGPU_ENV_ID", start.workloadId().value());
        env.put("NVIDIA_VISIBLE_DEVICES", start.gpus().isEmpty() ? "void" : String.join(",", start.gpus()));
        env.put("CUDA_VISIBLE_DEVICES", String.join(",", start.gpus()));
        return Map.copyOf(env);
    }

    private static void refuseReserved(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw refused("the variable name '" + name + "' is not letters, digits and underscores");
        }
        boolean reserved = List.of("NVIDIA_", "REMOTEGPU_").stream().anyMatch(name::startsWith)
                || name.equals("CUDA_VISIBLE_DEVICES");
        if (reserved) {
            throw refused("the variable " + name + " is set by the host; leave it out");
        }
    }

    private static RuntimeException refused(String reason) {
        return new WorkloadFailure(FailureCause.INVALID_WORKLOAD, reason).asException();
    }
}
