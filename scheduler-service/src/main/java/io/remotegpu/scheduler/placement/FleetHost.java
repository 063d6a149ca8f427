package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A host as placement sees it at one moment.
 *
 * @param closedBecause why it takes nothing now, such as {@code offline}; null if it is open
 * @param capacity what it has in all
 * @param free what nobody holds
 * @param gpus all its GPUs, with what is free of each
 * @param taints what a request must tolerate to come here
 * @param images what is on its disk already
 * @param customers how many workloads of each customer it has
 */
public record FleetHost(
        HostId id,
        String name,
        @Nullable String closedBecause,
        Room capacity,
        Room free,
        List<FleetGpu> gpus,
        Topology topology,
        Map<String, String> labels,
        Set<String> taints,
        Set<String> images,
        Map<Long, Integer> customers) {

    /**
     * What a host has beside GPUs.
     *
     * @param cpu cores
     * @param memory MiB
     * @param disk MiB
     * @param ports host ports
     */
    public record Room(double cpu, int memory, int disk, int ports) {}

    /**
     * @param memoryTotal MiB
     * @param freeMilli thousandths that nobody holds; 0 while it is not known to be clean, in maintenance or lost
     * @param freeMig free instances by profile; empty for a GPU that is not cut
     * @param reservation who has booked it for now; null if nobody
     * @param machine the one that it is in, where the host stands for several; null where it is one
     */
    public record FleetGpu(
            String uuid,
            int index,
            String model,
            int memoryTotal,
            int freeMilli,
            Map<String, Integer> freeMig,
            @Nullable String reservation,
            @Nullable String machine) {

        /** In the one machine that the host is. */
        public FleetGpu(
                String uuid,
                int index,
                String model,
                int memoryTotal,
                int freeMilli,
                Map<String, Integer> freeMig,
                @Nullable String reservation) {
            this(uuid, index, model, memoryTotal, freeMilli, freeMig, reservation, null);
        }

        /** The same once this much more of it is free. */
        FleetGpu freed(int milli) {
            int free = freeMig.isEmpty() ? Math.min(1000, freeMilli + milli) : freeMilli;
            Map<String, Integer> slices = freeMig.isEmpty() ? freeMig : oneMore();
            return new FleetGpu(uuid, index, model, memoryTotal, free, slices, reservation, machine);
        }

        private Map<String, Integer> oneMore() {
            return freeMig.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue() + 1));
        }
    }

    /** How many such GPUs it has that can be held together: of those in one machine, the most. */
    int mostTogether(Predicate<FleetGpu> such) {
        int alone = 0;
        Map<String, Integer> ofMachines = Map.of();
        for (FleetGpu gpu : gpus) {
            if (such.test(gpu)) {
                if (gpu.machine() == null) {
                    alone++;
                } else {
                    ofMachines = ofMachines.isEmpty() ? new HashMap<>() : ofMachines;
                    ofMachines.merge(gpu.machine(), 1, Integer::sum);
                }
            }
        }
        return ofMachines.isEmpty() ? alone : Math.max(alone, Collections.max(ofMachines.values()));
    }

    /** The same with other things free. */
    FleetHost with(Room newFree, List<FleetGpu> newGpus) {
        return new FleetHost(
                id, name, closedBecause, capacity, newFree, newGpus, topology, labels, taints, images, customers);
    }
}
