package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GPUs that this host offers. One that is cut into MIG slices is not offered, but its slices are; without a UUID nothing is, and the log says so. While
 * the driver does not answer the host has what it had: that they cannot be used is told of each.
 */
public final class InventoryReader {
    private static final Logger log = LoggerFactory.getLogger(InventoryReader.class);

    private final GpuReader reader;
    private final boolean simulated;
    private List<GpuInventory> last = List.of();

    public InventoryReader(GpuReader reader, boolean simulated) {
        this.reader = reader;
        this.simulated = simulated;
    }

    /** Called by one thread. */
    public List<GpuInventory> read() {
        last = switch (reader.read()) {
            case GpuReading.Devices devices ->
                devices.gpus().stream()
                        .filter(InventoryReader::isOffered)
                        .map(gpu -> gpu.inventory(devices.driverVersion(), simulated)
                                .in(reader.machineOf(gpu.uuid()))
                                .serving(devices.cudaVersion()))
                        .toList();
            case GpuReading.Unavailable unavailable -> {
                log.info(
                        "{} ({}): this host offers the {} GPUs it had",
                        unavailable.reason(),
                        unavailable.cause(),
                        last.size());
                yield last;
            }
        };
        return last;
    }

    private static boolean isOffered(Gpu gpu) {
        if (gpu.uuid().startsWith(Gpu.UNREADABLE)) {
            log.warn("GPU {} tells no UUID and is not offered", gpu.uuid());
        }
        return !gpu.mig() && !gpu.uuid().startsWith(Gpu.UNREADABLE);
    }
}
