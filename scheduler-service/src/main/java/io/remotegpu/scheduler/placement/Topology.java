package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.workload.GpuLink;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How near the GPUs of a host are to one another, pair by pair. Higher is nearer. */
public record Topology(int[][] nearness) {
    /** Twelve or more NVLinks, or a switch. */
    public static final int NEAREST = 20;

    public static final Topology UNKNOWN = new Topology(new int[0][0]);

    private static final int ONE_NVLINK = 9;
    private static final Pattern NVLINKS = Pattern.compile("NV(\\d{1,4})");

    public int size() {
        return nearness.length;
    }

    /**
     * From the pairs that the driver knows; any other only shares the machine. {@link #UNKNOWN} if it knows none of these GPUs.
     *
     * @param gpus UUIDs, in the order of the host's GPUs
     */
    public static Topology of(List<String> gpus, Collection<GpuLink> links) {
        int[][] nearness = new int[gpus.size()][gpus.size()];
        boolean known = false;
        for (GpuLink link : links) {
            int one = gpus.indexOf(link.one());
            int other = gpus.indexOf(link.other());
            if (one >= 0 && other >= 0) {
                nearness[one][other] = nearness(link.link());
                nearness[other][one] = nearness[one][other];
                known = true;
            }
        }
        return known ? new Topology(nearness) : UNKNOWN;
    }

    /** From across sockets to the same PCIe switch; NV and the number of links for NVLink. A word of a later driver says no more than SYS. */
    private static int nearness(String link) {
        return switch (link) {
            case "SYS" -> 0;
            case "NODE" -> 1;
            case "PHB" -> 2;
            case "PXB" -> 4;
            case "PIX" -> 5;
            default -> {
                Matcher links = NVLINKS.matcher(link);
                yield links.matches() ? Math.min(NEAREST, ONE_NVLINK - 1 + Integer.parseInt(links.group(1))) : 0;
            }
        };
    }
}
