package io.remotegpu.contracts.workload;

import org.jspecify.annotations.Nullable;

/**
 * A GPU as the host's driver describes it. {@code memoryTotal} in MiB.
 *
 * @param machine the one that it is in, where one host stands for several: GPUs of two machines are never held together; null where there is one only
 * @param cudaVersion the newest version of CUDA that its driver serves, such as {@code 12.4}; null if it does not say, or is of another maker
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
        @Nullable String machine,
        @Nullable String cudaVersion) {
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
        this(uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated, null, null);
    }

    /** The same in this machine. */
    public GpuInventory in(@Nullable String newMachine) {
        return new GpuInventory(
                uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated, newMachine, cudaVersion);
    }

    /** The same with a driver that serves this. */
    public GpuInventory serving(@Nullable String newCudaVersion) {
        return new GpuInventory(
                uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated, machine, newCudaVersion);
    }
}
