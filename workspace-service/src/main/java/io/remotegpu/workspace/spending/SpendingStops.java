package io.remotegpu.workspace.spending;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/** Stops what may not go on; told by whoever has environments. */
public interface SpendingStops {
    /**
     * Asks everything to stop that runs at the spender's cost or is about to, home kept. Runs in the transaction that forbids new ones.
     *
     * @param first stop before the rest, in this order; what of it is not the spender's or does not run is passed over
     * @param reason said in the timeline
     */
    void stopAllOf(Spender spender, List<WorkloadId> first, String reason);
}
