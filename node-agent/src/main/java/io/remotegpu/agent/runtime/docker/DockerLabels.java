package io.remotegpu.agent.runtime.docker;

import io.remotegpu.agent.runtime.ContainerSpec;
import io.remotegpu.contracts.WorkloadId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The labels by which the agent knows its own containers and volumes again. */
record DockerLabels(String platformId) {
    static final String PLATFORM = "io.remotegpu.platform";
    static final String WORKLOAD = "io.remotegpu.workload";
    static final String EPOCH = "io.remotegpu.epoch";
    static final String SNAPSHOT = "io.remotegpu.snapshot";
    static final String GPUS = "io.remotegpu.gpus";
    static final String PORTS = "io.remotegpu.ports";
    /** MiB that it may keep in its volumes, and in all. */
    static final String STORAGE = "io.remotegpu.storage";

    static final String DISK = "io.remotegpu.disk";

    Map<String, String> ofPlatform() {
        return Map.of(PLATFORM, platformId);
    }

    Map<String, String> ofWorkload(WorkloadId workload) {
        return Map.of(PLATFORM, platformId, WORKLOAD, workload.value());
    }

    Map<String, String> ofContainer(ContainerSpec spec) {
        return Map.of(
                PLATFORM,
                platformId,
                WORKLOAD,
                spec.workloadId().value(),
                EPOCH,
                Long.toString(spec.epoch()),
                GPUS,
                String.join(",", spec.gpus()),
                PORTS,
                spec.ports().stream()
                        .filter(port -> port.protocol().equals("tcp"))
                        .map(port -> port.serviceType() + ":" + port.internalPort())
                        .collect(Collectors.joining(",")),
                STORAGE,
                Integer.toString(spec.workload().storage()),
                DISK,
                Integer.toString(Objects.requireNonNullElse(spec.workload().disk(), 0)));
    }
}
