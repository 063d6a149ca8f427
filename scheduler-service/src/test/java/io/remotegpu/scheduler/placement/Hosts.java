package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

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

    static FleetHost joined(FleetHost host, String matrix) {
        return new FleetHost(
                host.id(),
                host.name(),
                null,
                host.capacity(),
                host.free(),
                host.gpus(),
                Topology.parse(matrix),
                host.labels(),
                host.taints(),
                host.images(),
                host.customers());
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
