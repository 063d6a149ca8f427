package io.remotegpu.agent.host;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.GpuInventory;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What does not change about a host while its agent runs.
 *
 * @param address where people reach its ports
 * @param runtime docker or process
 */
public record HostProfile(
        HostId id, String name, String address, String runtime, int portFrom, int portTo, Map<String, String> labels) {
    private static final long MEBIBYTE = 1024L * 1024;

    HostRegistered registered(List<GpuInventory> gpus) {
        return new HostRegistered(
                id,
                name,
                address,
                "traditional",
                runtime,
                version(),
                Runtime.getRuntime().availableProcessors(),
                Math.toIntExact(memory() / MEBIBYTE),
                gpus,
                portFrom,
                portTo,
                labels);
    }

    private static String version() {
        return Objects.requireNonNullElse(HostProfile.class.getPackage().getImplementationVersion(), "development");
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
    }
}
