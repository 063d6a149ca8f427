package io.remotegpu.billing.meter;

import io.remotegpu.contracts.WorkloadId;

/**
 * What an interval is billed under: one lease of one workload, or its home.
 *
 * @param epoch from 1 for leases; 0 stands for the home, which exists from the first start to the deletion
 */
public record Lease(WorkloadId workloadId, long epoch) {
    private static final long HOME = 0;

    /** The home of a workload. */
    public static Lease home(WorkloadId workloadId) {
        return new Lease(workloadId, HOME);
    }

    boolean isHome() {
        return epoch == HOME;
    }

    /** Text that tells it from every other lease. */
    String key() {
        return workloadId + ":" + epoch;
    }
}
