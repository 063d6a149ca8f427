package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.GpuLink;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Hosts for tests of placement: roomy and open unless a test says otherwise. */
final class Hosts {
    static final Room ROOMY = new Room(64, 131072, 1 << 20, 100);

    private Hosts() {}

    /** With so many free GPUs of 24 GiB. */
    static FleetHost withGpus(String id, int count) {
        return host(
                id,
                ROOMY,
                IntStream.range(0, count)
                        .mapToObj(index -> gpu(id, index, 24576))
                        .toList());
    }

    static FleetHost host(String id, Room free, List<FleetGpu> gpus) {
        return new FleetHost(
                new HostId(id), id, null, ROOMY, free, gpus, Topology.UNKNOWN, Map.of(), Set.of(), Set.of(), Map.of());
    }

    static FleetHost closed(FleetHost host, String because) {
        return new FleetHost(
                host.id(),
                host.name(),
                because,
                host.capacity(),
                host.free(),
                host.gpus(),
                host.topology(),
                host.labels(),
                host.taints(),
                host.images(),
                host.customers());
    }

    static FleetHost marked(FleetHost host, Map<String, String> labels, Set<String> taints) {
        return new FleetHost(
                host.id(),
                host.name(),
                null,
                host.capacity(),
                host.free(),
                host.gpus(),
                host.topology(),
                labels,
                taints,
                host.images(),
                host.customers());
    }

    /** GPU numbers and link, such as {@code 0-2 NV4}. */
    static FleetHost joined(FleetHost host, String... pairs) {
        return new FleetHost(
                host.id(),
                host.name(),
                null,
                host.capacity(),
                host.free(),
                host.gpus(),
                Topology.of(
                        host.gpus().stream().map(FleetGpu::uuid).toList(),
                        Stream.of(pairs).map(pair -> link(host, pair)).toList()),
                host.labels(),
                host.taints(),
                host.images(),
                host.customers());
    }

    private static GpuLink link(FleetHost host, String pair) {
        String[] parts = pair.split("[- ]");
        return new GpuLink(host.id() + "-" + parts[0], host.id() + "-" + parts[1], parts[2]);
    }

    /** Its GPUs in machines, one name for each GPU. */
    static FleetHost divided(FleetHost host, String... machines) {
        return host.with(
                host.free(),
                IntStream.range(0, machines.length)
                        .mapToObj(index -> in(machines[index], host.gpus().get(index)))
                        .toList());
    }

    private static FleetGpu in(String machine, FleetGpu gpu) {
        return new FleetGpu(
                gpu.uuid(),
                gpu.index(),
                gpu.model(),
                gpu.memoryTotal(),
                gpu.freeMilli(),
                gpu.freeMig(),
                gpu.reservation(),
                machine);
    }

    static FleetHost used(FleetHost host, Set<String> images, Map<Long, Integer> customers) {
        return new FleetHost(
                host.id(),
                host.name(),
                null,
                host.capacity(),
                host.free(),
                host.gpus(),
                host.topology(),
                host.labels(),
                host.taints(),
                images,
                customers);
    }

    static FleetGpu gpu(String host, int index, int memory) {
        return new FleetGpu(host + "-" + index, index, "NVIDIA GeForce RTX 4090", memory, 1000, Map.of(), null);
    }

    static FleetGpu gpu(String host, int index, int free, Map<String, Integer> mig, String reservation) {
        String holder = reservation.isEmpty() ? null : reservation;
        return new FleetGpu(host + "-" + index, index, "NVIDIA H100", 81920, free, mig, holder);
    }
}
