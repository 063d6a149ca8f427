package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host as placement sees it at one moment.
 *
 * @param closedBecause why it takes nothing now, such as {@code offline}; null if it is open
 * @param capacity what it has in all
 * @param freeCpu cores nobody holds
 * @param freeMemory MiB nobody holds
 * @param freePorts how many host ports could be given now
 * @param freeGpus the GPUs nobody holds and that are known to be clean
 */
public record FleetHost(
        HostId id,
        String name,
        @Nullable String closedBecause,
        Capacity capacity,
        double freeCpu,
        int freeMemory,
        int freePorts,
        List<FleetGpu> freeGpus) {

    /** @param memoryTotal MiB */
    public record FleetGpu(String uuid, int index, String model, int memoryTotal) {}
}
