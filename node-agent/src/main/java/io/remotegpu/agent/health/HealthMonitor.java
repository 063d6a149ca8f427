package io.remotegpu.agent.health;

import io.remotegpu.agent.gpu.Gpu;
import io.remotegpu.agent.gpu.GpuReader;
import io.remotegpu.agent.gpu.GpuReading;
import io.remotegpu.agent.gpu.KernelFault;
import io.remotegpu.agent.lifecycle.NodeEvents;
import io.remotegpu.contracts.GpuHealthChanged;
import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.NodeEvent.HostRegistered;
import io.remotegpu.contracts.workload.GpuInventory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the host's GPUs again and again and tells when one is not well, or is well again. */
public final class HealthMonitor {
    private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);
    private static final Duration WHILE_UNSURE = Duration.ofSeconds(5);
    private static final String SLICE = "MIG-";

    private final HostId host;
    private final GpuReader driver;
    private final Function<String, List<KernelFault>> kernel;
    private final NodeEvents events;
    private final Clock clock;
    private final Set<String> declared = ConcurrentHashMap.newKeySet();
    private final Map<String, Steadiness> steadiness = new ConcurrentHashMap<>();
    private final Map<String, String> buses = new ConcurrentHashMap<>();
    private final Semaphore wanted = new Semaphore(0);

    /** @param kernel what it said about the GPU at an address */
    public HealthMonitor(
            HostId host, GpuReader driver, Function<String, List<KernelFault>> kernel, NodeEvents events, Clock clock) {
        this.host = host;
        this.driver = driver;
        this.kernel = kernel;
        this.events = events;
        this.clock = clock;
    }

    /** The same events, of which it learns which GPUs the platform knows of: nothing is told about others. */
    public NodeEvents listening(NodeEvents told) {
        return (id, event, traceparent) -> {
            told.publish(id, event, traceparent);
            if (event instanceof HostRegistered registered) {
                declare(registered.gpus());
            }
        };
    }

    /** One that was declared once stays watched: that it is missing is the worst that can be said of it. A slice that is missing was cut anew. */
    void declare(List<GpuInventory> gpus) {
        Set<String> now = gpus.stream().map(GpuInventory::uuid).collect(java.util.stream.Collectors.toSet());
        declared.removeIf(uuid -> uuid.startsWith(SLICE) && !now.contains(uuid));
        declared.addAll(now);
        lookSoon();
    }

    /** The kernel said something. */
    public void lookSoon() {
        wanted.release();
    }

    /** Returns when its thread is interrupted. */
    public void run(Duration interval) {
        Duration pause = interval;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                wanted.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                wanted.drainPermits();
                look();
                pause = isUnsure() && WHILE_UNSURE.compareTo(interval) < 0 ? WHILE_UNSURE : interval;
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                log.warn("the health of GPUs is not told: {}", failure.toString());
            }
        }
    }

    void look() {
        if (declared.isEmpty()) {
            return;
        }
        GpuReading reading = driver.read();
        if (reading instanceof GpuReading.Devices devices) {
            devices.gpus().forEach(this::remember);
        }
        Diagnosis diagnosis = new Diagnosis(reading, kernel);
        declared.stream().sorted().forEach(uuid -> see(uuid, diagnosis.of(uuid, buses.getOrDefault(uuid, ""))));
    }

    private void remember(Gpu gpu) {
        buses.put(gpu.uuid(), gpu.bus());
    }

    private void see(String uuid, Verdict verdict) {
        steadiness
                .computeIfAbsent(uuid, unseen -> new Steadiness())
                .see(verdict)
                .ifPresent(news -> {
                    log.info("GPU {} is {} {}", uuid, news.health(), news.causes());
                    events.publish(
                            UUID.randomUUID(),
                            new GpuHealthChanged(host, uuid, news.health(), news.causes(), clock.instant()),
                            null);
                });
    }

    private boolean isUnsure() {
        return steadiness.values().stream().anyMatch(Steadiness::isUnsure);
    }
}
