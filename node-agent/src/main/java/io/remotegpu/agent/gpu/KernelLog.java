package io.remotegpu.agent.gpu;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel says of GPUs while the agent runs. A GPU that it called broken stays so until the agent is started anew: a reset leaves no trace that could
 * be trusted.
 */
public final class KernelLog {
    private static final Logger log = LoggerFactory.getLogger(KernelLog.class);
    /** Each read gives one record; none is longer. */
    private static final int LONGEST_RECORD = 8192;

    private static final double MICROS = 1e6;

    private final Path file;
    private final InstantSource clock;
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    /** @param file usually {@code /dev/kmsg} */
    public KernelLog(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Reads on a thread of its own, for a read waits until the kernel says something. */
    public void follow() {
        double since = uptime();
        Thread.ofPlatform().daemon().name("kernel-log").start(() -> read(since));
    }

    /** What the kernel called broken about the GPU at this address of nvidia-smi; null if nothing. */
    @Nullable
    String faultAt(String bus) {
        return PciBus.parse(bus).map(faults::get).orElse(null);
    }

    /** @param since in seconds after the boot; what is older was said before the agent started */
    void read(double since) {
        try (InputStream records = new FileInputStream(file.toFile())) {
            byte[] record = new byte[LONGEST_RECORD];
            for (int length = next(records, record); length >= 0; length = next(records, record)) {
                hear(new String(record, 0, length, StandardCharsets.UTF_8), since);
            }
        } catch (IOException unreadable) {
            log.warn("Xid errors of GPUs are not seen: {} (run the agent as root)", unreadable.getMessage());
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
    private void hear(String record, double since) {
        int message = record.indexOf(';');
        String[] head = record.substring(0, Math.max(message, 0)).split(",");
        if (head.length > 2 && head[2].matches("\\d{1,18}") && Long.parseLong(head[2]) / MICROS >= since) {
            // a line end within a message is written as its code
            Xid.parse(record.substring(message + 1).replace("\\x0a", "\n")).ifPresent(this::note);
        }
    }

    private void note(Xid xid) {
        Instant at = clock.instant();
        log.warn("Xid {} of the GPU at {}: {}", xid.number(), xid.bus(), xid.words());
        if (xid.isOfTheGpu()) {
            faults.put(
                    xid.bus(),
                    "Xid %d at %s: %s; reset the GPU or reboot, then restart the agent"
                            .formatted(xid.number(), at, xid.words()));
        }
    }

    private static double uptime() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/uptime")).split(" ")[0])
                    .map(Double::valueOf)
                    .orElse(0.0);
        } catch (IOException | NumberFormatException unknown) {
            return 0;
        }
    }
}
