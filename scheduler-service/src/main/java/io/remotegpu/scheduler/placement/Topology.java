package io.remotegpu.scheduler.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How the GPUs of a host are joined, as {@code nvidia-smi topo -m} prints it. Higher is nearer. */
public record Topology(int[][] nearness) {
    /** Twelve or more NVLinks, or a switch. */
    public static final int NEAREST = 20;

    public static final Topology UNKNOWN = new Topology(new int[0][0]);

    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern GPU = Pattern.compile("GPU\\d+");

    public int size() {
        return nearness.length;
    }

    /** {@link #UNKNOWN} if it does not read as a matrix with one row for each GPU. */
    public static Topology parse(String matrix) {
        List<String[]> rows = new ArrayList<>();
        int gpus = 0;
        for (String line : COLOUR.matcher(matrix).replaceAll("").lines().toList()) {
            String[] cells = line.strip().split("\\s+");
            if (gpus == 0) {
                gpus = (int) Arrays.stream(cells)
                        .filter(cell -> GPU.matcher(cell).matches())
                        .count();
            } else if (GPU.matcher(cells[0]).matches() && cells.length > gpus) {
                rows.add(Arrays.copyOfRange(cells, 1, gpus + 1));
            }
        }
        return gpus == 0 || rows.size() != gpus ? UNKNOWN : of(rows);
    }

    private static Topology of(List<String[]> rows) {
        return new Topology(rows.stream()
                .map(row -> Arrays.stream(row).mapToInt(Topology::nearness).toArray())
                .toArray(int[][]::new));
    }

    /** The driver's words, from across sockets to the same PCIe switch; NV and the number of links for NVLink. */
    private static int nearness(String link) {
        return switch (link) {
            case "X" -> 0;
            case "SYS" -> 0;
            case "NODE" -> 1;
            case "PHB" -> 2;
            case "PXB" -> 4;
            case "PIX" -> 5;
            default -> link.matches("NV\\d+") ? Math.min(NEAREST, 8 + Integer.parseInt(link.substring(2))) : 0;
        };
    }
}
