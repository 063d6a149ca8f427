package io.remotegpu.agent.host;

import io.remotegpu.agent.gpu.GpuTopology;
import io.remotegpu.agent.runtime.HostStock;
import io.remotegpu.contracts.workload.DiskSpace;
import io.remotegpu.contracts.workload.GpuInventory;
import io.remotegpu.contracts.workload.GpuLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a host tells of itself beside its GPUs. It serves without any of it, so what cannot be read is left out. For one thread. */
public final class Surroundings {
    private static final Logger log = LoggerFactory.getLogger(Surroundings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HostStock stock;
    private final GpuTopology topology;
    private final Duration patience;
    private List<String> images = List.of();
    private @Nullable FutureTask<List<String>> listed;

    public Surroundings(HostStock stock, GpuTopology topology) {
        this(stock, topology, PATIENCE);
    }

    Surroundings(HostStock stock, GpuTopology topology, Duration patience) {
        this.stock = stock;
        this.topology = topology;
        this.patience = patience;
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

    /** As the engine last told: no heartbeat waits for one that takes long to list them. */
    List<String> images() {
        FutureTask<List<String>> listing = listed == null ? list() : listed;
        listed = null;
        try {
            images = listing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException later) {
            listed = listing;
        } catch (ExecutionException unknown) {
            log.debug("nothing new is told of images", unknown.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
        return images;
    }

    private FutureTask<List<String>> list() {
        FutureTask<List<String>> listing = new FutureTask<>(stock::images);
        Thread.ofVirtual().name("images").start(listing);
        return listing;
    }

    List<GpuLink> links(List<GpuInventory> gpus) {
        return topology.links(gpus);
    }
}
