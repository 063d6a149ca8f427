package io.remotegpu.agent.gpu;

import io.remotegpu.contracts.workload.GpuHealth;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error that the driver wrote into the kernel log.
 *
 * @param bus of the GPU, as {@link PciBus} writes it
 * @param number the driver's own, as its manual lists them
 */
record Xid(String bus, int number, String words) {
    private static final int FALLEN_OFF_THE_BUS = 79;
    /** Says what newer drivers ask for from now on, {@code None} included. */
    private static final int RECOVERY = 154;
    /**
     * Those after which the manual asks for a reset or a repair: memory that cannot be corrected, retired or remapped, links, firmware, the bus. All others
     * are the doing of a program, such as 13, 31 and 43, or informational.
     */
    private static final Set<Integer> BROKEN =
            Set.of(48, 62, 64, 74, FALLEN_OFF_THE_BUS, 95, 119, 120, 140, 143, RECOVERY);
    /** Memory fails more often than it should, and still is corrected. */
    private static final Set<Integer> WORN = Set.of(92);

    private static final Pattern LINE =
            Pattern.compile("NVRM: Xid \\((?:PCI:)?([0-9a-fA-F:.]+)\\): (\\d{1,4}),?\\s*(.*)", Pattern.DOTALL);
    /** Newer drivers may say it without a number, over several lines of one record. */
    private static final Pattern FALLEN =
            Pattern.compile("NVRM: The NVIDIA GPU ([0-9a-fA-F:.]+).*fallen off the bus", Pattern.DOTALL);

    private static final Pattern NO_RECOVERY = Pattern.compile("changed from .* to 0x0 \\(None\\)", Pattern.DOTALL);

    /** Empty for a record of anything else. */
    static Optional<Xid> parse(String message) {
        Matcher line = LINE.matcher(message);
        if (line.find()) {
            return PciBus.parse(line.group(1))
                    .map(bus -> new Xid(
                            bus, Integer.parseInt(line.group(2)), line.group(3).strip()));
        }
        Matcher fallen = FALLEN.matcher(message);
        return fallen.find()
                ? PciBus.parse(fallen.group(1)).map(bus -> new Xid(bus, FALLEN_OFF_THE_BUS, "fallen off the bus"))
                : Optional.empty();
    }

    /** What it makes of the GPU. */
    GpuHealth health() {
        if (BROKEN.contains(number) && !endsRecovery()) {
            return GpuHealth.UNHEALTHY;
        }
        return WORN.contains(number) ? GpuHealth.DEGRADED : GpuHealth.HEALTHY;
    }

    /** Whether the driver says that nothing is left to be done: what it said before is over. */
    boolean endsRecovery() {
        return number == RECOVERY && NO_RECOVERY.matcher(words).find();
    }
}
