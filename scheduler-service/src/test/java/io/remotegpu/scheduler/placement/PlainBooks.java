package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import io.remotegpu.scheduler.placement.FleetHost.Room;
import io.remotegpu.scheduler.placement.index.Pick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What every host has free, and whether a demand fits it, worked out from scratch. */
final class PlainBooks {
    private final Map<HostId, FleetHost> hosts = new LinkedHashMap<>();

    List<FleetHost> hosts() {
        return List.copyOf(hosts.values());
    }

    void put(FleetHost host) {
        hosts.put(host.id(), host);
    }

    void remove(HostId id) {
        hosts.remove(id);
    }

    void take(Pick pick, int sign) {
        FleetHost host = hosts.get(pick.node().host().id());
        Demand demand = pick.shape().demand();
        List<FleetGpu> gpus = new ArrayList<>(host.gpus());
        for (int position : pick.gpus()) {
            gpus.set(position, taken(gpus.get(position), demand, sign));
        }
        Room free = new Room(
                host.free().cpu() - sign * demand.cpu(),
                host.free().memory() - sign * demand.memory(),
                host.free().disk() - sign * demand.disk(),
                host.free().ports() - sign * demand.ports());
        put(host.with(free, gpus));
    }

    static FleetGpu taken(FleetGpu gpu, Demand demand, int sign) {
        Map<String, Integer> mig = new HashMap<>(gpu.freeMig());
        int free = gpu.freeMilli();
        if (demand.migProfile() == null) {
            free -= sign * demand.milli();
        } else {
            mig.merge(demand.migProfile(), -sign, Integer::sum);
        }
        return new FleetGpu(
                gpu.uuid(), gpu.index(), gpu.model(), gpu.memoryTotal(), free, mig, gpu.reservation(), gpu.machine());
    }

    /** Whether nothing has less than nothing. */
    boolean sound() {
        return hosts.values().stream()
                .allMatch(host -> host.free().cpu() >= 0
                        && host.free().memory() >= 0
                        && host.free().disk() >= 0
                        && host.free().ports() >= 0
                        && host.gpus().stream()
                                .allMatch(gpu -> gpu.freeMilli() >= 0
                                        && gpu.freeMig().values().stream().allMatch(free -> free >= 0)));
    }

    boolean anyFits(Demand demand) {
        return hosts.values().stream().anyMatch(host -> fits(host, demand));
    }

    boolean fits(HostId id, Demand demand) {
        return fits(hosts.get(id), demand);
    }

    private static boolean fits(FleetHost host, Demand demand) {
        Room free = host.free();
        return host.closedBecause() == null
                && host.labels().entrySet().containsAll(demand.labels().entrySet())
                && demand.tolerations().containsAll(host.taints())
                && free.cpu() >= demand.cpu()
                && free.memory() >= demand.memory()
                && free.disk() >= demand.disk()
                && free.ports() >= demand.ports()
                && host.gpus().stream().mapToInt(gpu -> times(gpu, demand)).sum() >= demand.gpus();
    }

    /** How often one GPU could serve the demand. */
    static int times(FleetGpu gpu, Demand demand) {
        boolean suits = gpu.memoryTotal() >= demand.minGpuMemory()
                && (gpu.reservation() == null || demand.reservations().contains(gpu.reservation()))
                && (demand.models().isEmpty()
                        || demand.models().contains(gpu.model().toLowerCase(Locale.ROOT)));
        if (!suits) {
            return 0;
        }
        return demand.migProfile() == null
                ? gpu.freeMilli() >= demand.milli() ? 1 : 0
                : gpu.freeMig().getOrDefault(demand.migProfile(), 0);
    }
}
