package io.remotegpu.agent.gpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The matrix that {@code nvidia-smi topo -m} prints: GPUs, then network cards, then words about processors, then a legend. */
final class TopologyMatrix {
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final Pattern GPU = Pattern.compile("GPU(\\d{1,3})");
    private static final Pattern LINK = Pattern.compile("NV\\d{1,3}|PIX|PXB|PHB|NODE|SYS|SOC");
    /** What older drivers call SYS. */
    private static final String SOCKETS = "SOC";

    private TopologyMatrix() {}

    /**
     * Two GPUs by their numbers.
     *
     * @param link as the driver calls what joins them
     */
    record Pair(int one, int other, String link) {}

    /** Every pair of which it says something; none if it is no such matrix. */
    static List<Pair> parse(String printed) {
        List<String[]> lines = COLOUR.matcher(printed)
                .replaceAll("")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        int[] columns = {};
        for (String[] cells : lines) {
            if (columns.length == 0) {
                columns = gpus(cells);
            } else {
                addRow(cells, columns, pairs);
            }
        }
        return pairs;
    }

    /** The numbers at the beginning of the head line. */
    private static int[] gpus(String[] head) {
        return Arrays.stream(head)
                .map(GPU::matcher)
                .takeWhile(Matcher::matches)
                .mapToInt(name -> Integer.parseInt(name.group(1)))
                .toArray();
    }

    private static void addRow(String[] cells, int[] columns, List<Pair> pairs) {
        Matcher name = GPU.matcher(cells[0]);
        if (!name.matches()) {
            return;
        }
        int one = Integer.parseInt(name.group(1));
        for (int column = 0; column < columns.length && column + 1 < cells.length; column++) {
            String link = cells[column + 1];
            if (one < columns[column] && LINK.matcher(link).matches()) {
                pairs.add(new Pair(one, columns[column], link.equals(SOCKETS) ? "SYS" : link));
            }
        }
    }
}
