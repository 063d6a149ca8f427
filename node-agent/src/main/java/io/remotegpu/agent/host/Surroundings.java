package io.remotegpu.agent.host;

import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a host tells of itself beside its GPUs. It serves without any of it, so what cannot be read is left out. */
public final class Surroundings {
    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);

    private final HostStock stock;
    private final GpuTopology topology;

    public Surroundings(HostStock stock, GpuTopology topology) {
        this.stock = stock;
        this.topology = topology;
    }

    @Nullable
    DiskSpace disk() {
        try {
            return stock.disk();
        } catch (RuntimeException unknown) {
            log.debug("nothing is told of the disk", unknown);
            return null;
        }
    }

    @Nullable
    Integer freeDisk() {
        DiskSpace disk = disk();
        return disk == null ? null : disk.free();
    }

    List<String> images() {
        try {
            return stock.images();
        } catch (RuntimeException unknown) {
            log.debug("nothing is told of images", unknown);
            return List.of();
        }
    }

    List<GpuLink> links(List<GpuInventory> gpus) {
        return topology.links(gpus);
    }
}
