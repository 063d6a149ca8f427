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

/** Registers the host, then tells at every beat what runs on it; registers it again when its GPUs change. */
public final class HostReporter {
    private static final Logger log = LoggerFactory.getLogger(HostReporter.class);
    private static final Duration BETWEEN_INVENTORIES = Duration.ofSeconds(60);

    private final HostProfile profile;
    private final InventoryReader inventory;
    private final Workloads workloads;
    private final NodeEvents events;
    private final Clock clock;
    private final long startedNanos = System.nanoTime();
    private List<GpuInventory> registered = List.of();
    private long inventoriedNanos;

    public HostReporter(
            HostProfile profile, InventoryReader inventory, Workloads workloads, NodeEvents events, Clock clock) {
        this.profile = profile;
        this.inventory = inventory;
        this.workloads = workloads;
        this.events = events;
        this.clock = clock;
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        register(inventory.read());
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

    private void register(List<GpuInventory> gpus) {
        registered = gpus;
        inventoriedNanos = System.nanoTime();
        tell(profile.registered(gpus));
        log.info("registered {} ({}) with {} GPUs", profile.id(), profile.runtime(), gpus.size());
    }

    private void registerIfChanged() {
        if (System.nanoTime() - inventoriedNanos < BETWEEN_INVENTORIES.toNanos()) {
            return;
        }
        inventoriedNanos = System.nanoTime();
        List<GpuInventory> now = inventory.read();
        if (!now.equals(registered)) {
            register(now);
        }
    }

    /** If the container runtime does not answer there is no beat: silence is the truth then. */
    private void beat() {
        List<AttestedWorkload> attested = workloads.attest();
        tell(new HostHeartbeat(profile.id(), clock.instant(), uptime(), attested));
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
