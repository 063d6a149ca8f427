package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One GPU at one moment. Memory in MiB.
 *
 * @param index its place in the driver's order
 * @param mig whether it is cut into MIG slices, which are not leased as whole GPUs
 * @param fault what the driver reports as broken, null if it reports nothing
 */
public record Gpu(
        String uuid,
        int index,
        String name,
        String brand,
        String architecture,
        int memoryTotal,
        int memoryUsed,
        boolean mig,
        List<GpuProcess> processes,
        @Nullable String fault) {

    public GpuInventory inventory(String driverVersion, boolean simulated) {
        return new GpuInventory(uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated);
    }
}
