package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.Workload;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What needs a place.
 *
 * @param home the one host that has its files; null if it may run anywhere
 * @param avoided hosts that failed it before: taken only when no other fits
 * @param image what is quicker to start where it is already
 * @param customer whose other workloads it should rather not share a host with; null if that does not matter
 */
public record PlacementRequest(
        Demand demand,
        @Nullable HostId home,
        Set<HostId> avoided,
        String image,
        @Nullable Long customer) {

    /** For whole GPUs, which is what a workload can ask for. */
    public PlacementRequest(Workload workload, @Nullable HostId home, Set<HostId> avoided) {
        this(demand(workload), home, avoided, workload.image(), null);
    }

    public PlacementRequest of(@Nullable Long newCustomer) {
        return new PlacementRequest(demand, home, avoided, image, newCustomer);
    }

    private static Demand demand(Workload workload) {
        return new Demand(
                workload.cpu(),
                workload.memory(),
                0,
                workload.ports().size(),
                workload.gpu().count(),
                1000,
                null,
                workload.gpu().models(),
                workload.gpu().minMemory(),
                Map.of(),
                Set.of(),
                Set.of());
    }
}
