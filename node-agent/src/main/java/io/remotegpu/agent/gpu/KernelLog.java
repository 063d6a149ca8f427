package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuHealth;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel says of GPUs, and said since the boot as far as it keeps it. A GPU that it called broken stays so until the driver takes it back, somebody
 * {@linkplain RepairMarks says} that it was repaired, or the host is booted: a reset leaves no trace that could be trusted.
 */
public final class KernelLog {
    private static final Logger log = LoggerFactory.getLogger(KernelLog.class);
    /** Each read gives one record; none is longer. */
    private static final int LONGEST_RECORD = 8192;

    private final Path file;
    private final Instant booted;
    private final RepairMarks repairs;
    private final Map<String, Map<Integer, KernelFault>> faults = new ConcurrentHashMap<>();
    private final Map<String, String> latest = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile Runnable listener = () -> {};

    /**
     * @param file usually {@code /dev/kmsg}, which begins with the oldest record that is kept
     * @param booted when the times of its records begin
     */
    public KernelLog(Path file, Instant booted, RepairMarks repairs) {
        this.file = file;
        this.booted = booted;
        this.repairs = repairs;
    }

    /** Calls the listener soon after the kernel said something that matters; reads on a thread of its own, for a read waits for the next record. */
    public void follow(Runnable listener) {
        this.listener = listener;
        Thread.ofPlatform().daemon().name("kernel-log").start(this::read);
    }

    /** What the kernel said about the GPU at this address, as a driver writes it, by number; of each number the latest. */
    public List<KernelFault> faultsAt(String bus) {
        return PciBus.parse(bus)
                .map(address -> {
                    Instant repaired = repairs.last(address);
                    return faults.getOrDefault(address, Map.of()).values().stream()
                            .filter(fault -> fault.at().isAfter(repaired))
                            .toList();
                })
                .orElse(List.of());
    }

    /** Why nobody should get the GPU at this address; null if the kernel said nothing of the kind. */
    @Nullable
    String faultAt(String bus) {
        return faultsAt(bus).stream()
                .filter(fault -> fault.health() == GpuHealth.UNHEALTHY)
                .findFirst()
                .map(fault -> fault + "; reset the GPU, then run: remotegpu-agent repaired " + bus)
                .orElse(null);
    }

    /** Whether it can be read, so that the kernel's silence means something. */
    boolean isRead() {
        return open;
    }

    /** The latest that the kernel said about the GPU at this address, harmless or not; null if it said nothing. */
    @Nullable
    String lastAt(String bus) {
        return PciBus.parse(bus).map(latest::get).orElse(null);
    }

    void read() {
        try (InputStream records = new FileInputStream(file.toFile())) {
            open = true;
            byte[] record = new byte[LONGEST_RECORD];
            for (int length = next(records, record); length >= 0; length = next(records, record)) {
                hear(new String(record, 0, length, StandardCharsets.UTF_8));
            }
        } catch (IOException unreadable) {
            log.warn("Xid errors of GPUs are not seen: {} (run the agent as root)", unreadable.getMessage());
            open = false;
        }
    }

    /** A reader that was too slow for the kernel is told so once and goes on with the oldest record. */
    private static int next(InputStream records, byte[] record) throws IOException {
        try {
            return records.read(record);
        } catch (IOException overrun) {
            return records.read(record);
        }
    }

    /** {@code level,number,microseconds,flags;message}. */
    private void hear(String record) {
        int message = record.indexOf(';');
        String[] head = record.substring(0, Math.max(message, 0)).split(",");
        if (head.length > 2 && head[2].matches("\\d{1,18}")) {
            Instant at = booted.plus(Long.parseLong(head[2]), ChronoUnit.MICROS);
            // a line end within a message is written as its code
            Xid.parse(record.substring(message + 1).replace("\\x0a", "\n")).ifPresent(xid -> note(xid, at));
        }
    }

    private void note(Xid xid, Instant at) {
        log.warn("Xid {} of the GPU at {}, {}: {}", xid.number(), xid.bus(), at, xid.words());
        latest.put(xid.bus(), "Xid %d at %s: %s".formatted(xid.number(), at, xid.words()));
        if (xid.endsRecovery()) {
            faults.remove(xid.bus());
            listener.run();
        } else if (xid.health() != GpuHealth.HEALTHY) {
            faults.compute(
                    xid.bus(),
                    (bus, before) -> with(before, new KernelFault(xid.number(), at, xid.words(), xid.health())));
            listener.run();
        }
    }

    /** A new map, since others read the old one. */
    private static Map<Integer, KernelFault> with(@Nullable Map<Integer, KernelFault> before, KernelFault fault) {
        Map<Integer, KernelFault> after = before == null ? new TreeMap<>() : new TreeMap<>(before);
        after.put(fault.number(), fault);
        return after;
    }
}
