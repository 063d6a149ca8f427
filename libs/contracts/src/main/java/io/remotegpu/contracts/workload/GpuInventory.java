package io.remotegpu.contracts.workload;

import org.jspecify.annotations.Nullable;

/**
 * A GPU as the host's driver describes it. {@code memoryTotal} in MiB.
 *
 * @param machine the one that it is in, where one host stands for several: GPUs of two machines are never held together; null where there is one only
 */
public record GpuInventory(
        String uuid,
        int index,
        String name,
        String brand,
        String architecture,
        int memoryTotal,
        String driverVersion,
        boolean simulated,
        @Nullable String machine) {
    /** In the one machine that the host is. */
    public GpuInventory(
            String uuid,
            int index,
            String name,
            String brand,
            String architecture,
            int memoryTotal,
            String driverVersion,
            boolean simulated) {
        this(uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated, null);
    }

    /** The same in this machine. */
    public GpuInventory in(@Nullable String newMachine) {
        return new GpuInventory(
                uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated, newMachine);
    }
}
