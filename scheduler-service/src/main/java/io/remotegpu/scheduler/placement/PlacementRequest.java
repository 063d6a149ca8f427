package io.remotegpu.scheduler.placement;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.workload.HostSelector;
import io.remotegpu.contracts.workload.Workload;
import io.remotegpu.contracts.workload.Workload.GpuRequest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What needs a place.
 *
 * @param home the one host that has its files; null if it may run anywhere
 * @param avoided hosts that failed it before: taken only when no other fits
 * @param image what is quicker to start where it is already
 * @param customer whose other workloads it should rather not share a host with; null if that does not matter
 * @param kept hosts that are kept for others
 */
public record PlacementRequest(
        Demand demand,
        @Nullable HostId home,
        Set<HostId> avoided,
        String image,
        @Nullable Long customer,
        Set<HostId> kept) {
    private static final int WHOLE = 1000;

    public PlacementRequest {
        kept = Set.copyOf(kept);
    }

    /** With no host kept from it. */
    public PlacementRequest(
            Demand demand, @Nullable HostId home, Set<HostId> avoided, String image, @Nullable Long customer) {
        this(demand, home, avoided, image, customer, Set.of());
    }

    /** What a workload asks for: whole GPUs, a share of one, or slices, on hosts that it may choose by label. */
    public PlacementRequest(Workload workload, @Nullable HostId home, Set<HostId> avoided) {
        this(demand(workload), home, avoided, workload.image(), null);
    }

    /** The same by somebody. */
    public PlacementRequest by(@Nullable Long newCustomer, Demand newDemand, Set<HostId> newKept) {
        return new PlacementRequest(newDemand, home, avoided, image, newCustomer, newKept);
    }

    /** Whether it may be asked to go there. */
    boolean mayGoTo(HostId host) {
        return home == null || home.equals(host);
    }

    private static Demand demand(Workload workload) {
        GpuRequest gpu = workload.gpu();
        HostSelector hosts = workload.hostSelector();
        return new Demand(
                workload.cpu(),
                workload.memory(),
                Objects.requireNonNullElse(workload.disk(), 0),
                workload.ports().size(),
                gpu.share() == null ? gpu.count() : 1,
                gpu.share() == null ? WHOLE : gpu.share(),
                gpu.migProfile(),
                gpu.models(),
                gpu.minMemory(),
                hosts.labels(),
                Set.copyOf(hosts.tolerations()),
                Set.of());
    }
}
