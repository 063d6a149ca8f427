package io.remotegpu.scheduler.placement;

import java.util.Comparator;

/** Which of several hosts that all fit is best. Ties are broken by host id, so that equal fleets give equal answers. */
public interface PlacementPolicy {
    /** Best host first. */
    Comparator<FleetHost> preference(PlacementRequest request);

    /** Why the first of {@code fitting} hosts was taken, for a person. */
    String explain(FleetHost chosen, int fitting);
}
