package io.remotegpu.benchmarks.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.FleetHost;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A fleet and a list of tasks, in the columns of the openb production trace.
 *
 * @param tasks sorted by name
 */
record Trace(List<FleetHost> hosts, List<Demand> tasks) {
    private static final int NO_LIMIT = 1 << 28;

    static Trace read(Path nodes, Path tasks) throws IOException {
        return new Trace(
                rows(nodes).stream().map(Trace::host).toList(),
                rows(tasks).stream()
                        .sorted(Comparator.comparing(row -> row.getOrDefault("name", "")))
                        .map(Trace::task)
                        .toList());
    }

    /** The hosts under other ids: what stands first where costs are equal depends on the id, and is another order for each seed. */
    List<FleetHost> hosts(long seed) {
        return hosts.stream()
                .map(host -> renamed(host, seed + "-" + host.name()))
                .toList();
    }

    private static FleetHost renamed(FleetHost host, String id) {
        return new FleetHost(
                new HostId(id),
                host.name(),
                host.closedBecause(),
                host.capacity(),
                host.free(),
                host.gpus(),
                host.topology(),
                host.labels(),
                host.taints(),
                host.images(),
                host.customers());
    }

    /** Thousandths of all GPUs. */
    long capacity() {
        return 1000L * hosts.stream().mapToInt(host -> host.gpus().size()).sum();
    }

    static long milli(Demand task) {
        return (long) task.gpus() * task.milli();
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.getFirst().strip().split(",");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.strip().split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < Math.min(cells.length, columns.length); column++) {
                row.put(columns[column], cells[column]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(row.getOrDefault(column, "0"));
    }

    private static FleetHost host(Map<String, String> row) {
        String name = row.getOrDefault("sn", "");
        Room room = new Room(number(row, "cpu_milli") / 1000.0, number(row, "memory_mib"), NO_LIMIT, NO_LIMIT);
        List<FleetGpu> gpus = IntStream.range(0, number(row, "gpu"))
                .mapToObj(index ->
                        new FleetGpu(name + "-" + index, index, row.getOrDefault("model", ""), 0, 1000, Map.of(), null))
                .toList();
        return new FleetHost(
                new HostId(name),
                name,
                null,
                room,
                room,
                gpus,
                Topology.UNKNOWN,
                Map.of(),
                Set.of(),
                Set.of(),
                Map.of());
    }

    private static Demand task(Map<String, String> row) {
        int gpus = number(row, "num_gpu");
        String models = row.getOrDefault("gpu_spec", "");
        return Demand.of(
                number(row, "cpu_milli") / 1000.0,
                number(row, "memory_mib"),
                gpus,
                gpus == 0 ? 1000 : number(row, "gpu_milli"),
                models.isEmpty() ? List.of() : Arrays.asList(models.split("\\|")));
    }
}
