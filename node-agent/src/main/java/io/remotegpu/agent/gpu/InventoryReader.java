package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuInventory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The GPUs that this host offers. One that is cut into MIG slices is not offered, but its slices are; without a UUID nothing is, and the log says so. */
public final class InventoryReader {
    private static final Logger log = LoggerFactory.getLogger(InventoryReader.class);

    private final GpuReader reader;
    private final boolean simulated;

    public InventoryReader(GpuReader reader, boolean simulated) {
        this.reader = reader;
        this.simulated = simulated;
    }

    public List<GpuInventory> read() {
        return switch (reader.read()) {
            case GpuReading.Devices devices ->
                devices.gpus().stream()
                        .filter(InventoryReader::isOffered)
                        .map(gpu -> gpu.inventory(devices.driverVersion(), simulated))
                        .toList();
            case GpuReading.Unavailable unavailable -> {
                log.info("this host offers no GPU: {} ({})", unavailable.reason(), unavailable.cause());
                yield List.of();
            }
        };
    }

    private static boolean isOffered(Gpu gpu) {
        if (gpu.uuid().startsWith("unreadable-")) {
            log.warn("GPU {} tells no UUID and is not offered", gpu.uuid());
        }
        return !gpu.mig() && !gpu.uuid().startsWith("unreadable-");
    }
}
