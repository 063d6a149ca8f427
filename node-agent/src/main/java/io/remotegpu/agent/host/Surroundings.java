package io.remotegpu.agent.host;

import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host tells of itself beside its GPUs. It serves without any of it, so what cannot be read is left out, and no heartbeat waits long for an engine that
 * does not answer. For one thread.
 */
public final class Surroundings {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Asked<Optional<DiskSpace>> disk;
    private final Asked<List<String>> images;
    private final GpuTopology topology;
    private @Nullable List<String> known;

    public Surroundings(HostStock stock, GpuTopology topology) {
        this(stock, topology, PATIENCE);
    }

    Surroundings(HostStock stock, GpuTopology topology, Duration patience) {
        this.disk = new Asked<>("disk", () -> Optional.ofNullable(stock.disk()), patience);
        this.images = new Asked<>("images", stock::images, patience);
        this.topology = topology;
    }

    @Nullable
    DiskSpace disk() {
        return disk.ask().flatMap(Function.identity()).orElse(null);
    }

    @Nullable
    Integer freeDisk() {
        DiskSpace now = disk();
        return now == null ? null : now.free();
    }

    /** As the engine last told; none as long as it has not. */
    List<String> images() {
        images.ask().ifPresent(told -> known = told);
        return known == null ? List.of() : known;
    }

    /** Whether the engine has told them once. */
    boolean knowsImages() {
        return known != null;
    }

    /** Whether it has told them since they were asked for in vain. */
    boolean imagesHaveCome() {
        return images.hasCome();
    }

    List<GpuLink> links(List<GpuInventory> gpus) {
        return topology.links(gpus);
    }
}
