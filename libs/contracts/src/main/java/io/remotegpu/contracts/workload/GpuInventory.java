package io.remotegpu.contracts.workload;

/** A GPU as the host's driver describes it. {@code memoryTotal} in MiB. */
public record GpuInventory(
        String uuid,
        int index,
        String name,
        String brand,
        String architecture,
        int memoryTotal,
        String driverVersion,
        boolean simulated) {}
