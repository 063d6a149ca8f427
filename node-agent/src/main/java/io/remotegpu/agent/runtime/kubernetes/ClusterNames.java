package io.remotegpu.agent.runtime.kubernetes;

import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.WorkloadId;
import java.util.HexFormat;
import java.util.Map;

/** What things of this platform are called in the cluster, and the labels by which the agent knows them again. */
record ClusterNames(String platformId) {
    static final String PLATFORM = "io.remotegpu/platform";
    static final String WORKLOAD = "io.remotegpu/workload";
    static final String EPOCH = "io.remotegpu/epoch";
    /** An annotation, because labels cannot hold several names. */
    static final String GPUS = "io.remotegpu/gpus";
    /** Keeps a pod that has ended until its end was noted. */
    static final String ENDED = "io.remotegpu/ended";

    private static final int LONGEST = 63;

    Map<String, String> ofPlatform() {
        return Map.of(PLATFORM, platformId);
    }

    Map<String, String> ofWorkload(WorkloadId workload) {
        return Map.of(PLATFORM, platformId, WORKLOAD, workload.value());
    }

    Map<String, String> ofPod(ContainerSpec spec) {
        return Map.of(PLATFORM, platformId, WORKLOAD, spec.workloadId().value(), EPOCH, Long.toString(spec.epoch()));
    }

    static String pod(ContainerSpec spec) {
        return fitting(spec.name());
    }

    static String volume(WorkloadId workload, String volume) {
        return fitting("remotegpu-" + workload + "-" + volume);
    }

    static String keys(WorkloadId workload) {
        return fitting("remotegpu-" + workload + "-keys");
    }

    /** Names become parts of host names, so they are short; of a longer one its beginning stays, told apart by the rest's hash. */
    private static String fitting(String name) {
        String plain = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        if (plain.length() <= LONGEST && plain.equals(name)) {
            return name;
        }
        String hash = HexFormat.of().toHexDigits(name.hashCode());
        return plain.substring(0, Math.min(plain.length(), LONGEST - hash.length() - 1)) + "-" + hash;
    }
}
