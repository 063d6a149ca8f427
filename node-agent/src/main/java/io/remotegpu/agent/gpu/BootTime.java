package io.remotegpu.agent.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** When this machine was booted, from which the kernel counts the times of what it says. */
public final class BootTime {
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final double MILLIS = 1000;

    private BootTime() {}

    public static Instant read(Clock clock) {
        try {
            double seconds = Double.parseDouble(Files.readString(UPTIME).split(" ")[0]);
            return clock.instant().minusMillis(Math.round(seconds * MILLIS));
        } catch (IOException | NumberFormatException unknown) {
            return clock.instant();
        }
    }
}
