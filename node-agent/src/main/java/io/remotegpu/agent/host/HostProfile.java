package io.remotegpu.agent.host;

import io.remotegpu.agent.runtime.HostCapacity;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What does not change about a host while its agent runs.
 *
 * @param address where people reach its ports
 * @param runtime docker, kubernetes or process
 * @param capacity for workloads
 */
public record HostProfile(
        HostId id,
        String name,
        String address,
        String runtime,
        HostCapacity capacity,
        int portFrom,
        int portTo,
        Map<String, String> labels) {
    private static final String KUBERNETES = "kubernetes";

    HostRegistered registered(
            List<GpuInventory> gpus, List<GpuLink> links, @Nullable DiskSpace disk, List<String> images) {
        return new HostRegistered(
                id,
                name,
                address,
                runtime.equals(KUBERNETES) ? KUBERNETES : "traditional",
                runtime,
                version(),
                capacity.cpu(),
                capacity.memory(),
                gpus,
                portFrom,
                portTo,
                labels,
                disk,
                links,
                images);
    }

    private static String version() {
        return Objects.requireNonNullElse(HostProfile.class.getPackage().getImplementationVersion(), "development");
    }
}
