package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One GPU at one moment. Memory in MiB.
 *
 * @param index its place in the driver's order
 * @param mig whether it is cut into MIG slices, which are not leased as whole GPUs
 * @param fault what the driver or the kernel reports as broken, null if they report nothing
 * @param bus its address as the driver writes it, empty if it is not known
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
        @Nullable String fault,
        String bus,
        GpuVitals vitals) {
    /** Begins the UUID of one whose driver tells none. */
    public static final String UNREADABLE = "unreadable-";

    /** One whose address and condition nobody asks for. */
    public Gpu(
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
        this(
                uuid,
                index,
                name,
                brand,
                architecture,
                memoryTotal,
                memoryUsed,
                mig,
                processes,
                fault,
                "",
                GpuVitals.UNTOLD);
    }

    /** The same, found to be broken. */
    Gpu broken(String why) {
        return new Gpu(
                uuid, index, name, brand, architecture, memoryTotal, memoryUsed, mig, processes, why, bus, vitals);
    }

    public GpuInventory inventory(String driverVersion, boolean simulated) {
        return new GpuInventory(uuid, index, name, brand, architecture, memoryTotal, driverVersion, simulated);
    }
}
