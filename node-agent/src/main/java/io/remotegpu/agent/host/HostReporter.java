package io.remotegpu.agent.host;

import io.remotegpu.agent.gpu.InventoryReader;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.agent.lifecycle.Workloads;
import io.remotegpu.contracts.NodeEvent.HostHeartbeat;
import io.remotegpu.contracts.workload.AttestedWorkload;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers the host, then tells at every beat what runs on it; registers it again when its GPUs change, and now and then when its images do. */
public final class HostReporter {
    private static final Logger log = LoggerFactory.getLogger(HostReporter.class);
    private static final Duration BETWEEN_INVENTORIES = Duration.ofSeconds(60);
    /** Images only say where a start is quicker. */
    private static final Duration BETWEEN_IMAGES = Duration.ofMinutes(10);

    private final HostProfile profile;
    private final InventoryReader inventory;
    private final Surroundings surroundings;
    private final Workloads workloads;
    private final NodeEvents events;
    private final Clock clock;
    private final long startedNanos = System.nanoTime();
    private List<GpuInventory> registered = List.of();
    private List<String> images = List.of();
    private long registeredNanos;
    private long inventoriedNanos;

    public HostReporter(
            HostProfile profile,
            InventoryReader inventory,
            Surroundings surroundings,
            Workloads workloads,
            NodeEvents events,
            Clock clock) {
        this.profile = profile;
        this.inventory = inventory;
        this.surroundings = surroundings;
        this.workloads = workloads;
        this.events = events;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        register(inventory.read(), surroundings.images());
        while (!Thread.currentThread().isInterrupted()) {
            try {
                beat();
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
                registerIfChanged();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                log.warn("no heartbeat: {}", e.getMessage());
                pause(interval);
            }
        }
    }

    private void register(List<GpuInventory> gpus, List<String> present) {
        registered = gpus;
        images = present;
        registeredNanos = System.nanoTime();
        inventoriedNanos = registeredNanos;
        tell(profile.registered(gpus, surroundings.links(gpus), surroundings.disk(), present));
        log.info("registered {} ({}) with {} GPUs", profile.id(), profile.runtime(), gpus.size());
    }

    /** Which images there are is news at once where the host registered before it was known. */
    private void registerIfChanged() {
        boolean knew = surroundings.knowsImages();
        boolean isNews = !knew && surroundings.imagesHaveCome();
        if (!isNews && System.nanoTime() - inventoriedNanos < BETWEEN_INVENTORIES.toNanos()) {
            return;
        }
        inventoriedNanos = System.nanoTime();
        List<GpuInventory> now = inventory.read();
        List<String> present = surroundings.images();
        boolean imagesCount = !knew || System.nanoTime() - registeredNanos >= BETWEEN_IMAGES.toNanos();
        if (!now.equals(registered) || imagesCount && !present.equals(images)) {
            register(now, present);
        }
    }

    /** If the container runtime does not answer there is no beat: silence is the truth then. */
    private void beat() {
        List<AttestedWorkload> attested = workloads.attest();
        tell(new HostHeartbeat(profile.id(), clock.instant(), uptime(), attested, surroundings.freeDisk()));
    }

    private void tell(io.remotegpu.contracts.NodeEvent event) {
        events.publish(UUID.randomUUID(), event, null);
    }

    private long uptime() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }

    private static void pause(Duration interval) {
        try {
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
