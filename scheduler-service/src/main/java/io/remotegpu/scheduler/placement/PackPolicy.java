package io.remotegpu.scheduler.placement;

import java.util.Comparator;

/** Best fit: fills hosts that are nearly full first, so that whole hosts stay free for large requests. */
public final class PackPolicy implements PlacementPolicy {
    @Override
    public Comparator<FleetHost> preference(PlacementRequest request) {
        return Comparator.<FleetHost>comparingInt(host -> host.freeGpus().size())
                .thenComparingDouble(FleetHost::freeCpu)
                .thenComparingInt(FleetHost::freeMemory)
                .thenComparing(host -> host.id().value());
    }

    @Override
    public String explain(FleetHost chosen, int fitting) {
        return "%s is the fullest of %d host%s that fit (%d GPUs free before)"
                .formatted(
                        chosen.name(),
                        fitting,
                        fitting == 1 ? "" : "s",
                        chosen.freeGpus().size());
    }
}
