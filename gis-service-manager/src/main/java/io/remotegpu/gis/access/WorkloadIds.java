package io.remotegpu.gis.access;

import io.remotegpu.contracts.WorkloadId;

/** What the scheduler, hosts and gateways call a service. */
public final class WorkloadIds {
    private static final String PREFIX = "gis-";

    private WorkloadIds() {}

    public static WorkloadId of(long service) {
        return new WorkloadId(PREFIX + service);
    }

    /** The other way; also of one that is no more. */
    public static long service(WorkloadId workload) {
        return Long.parseLong(workload.value().substring(PREFIX.length()));
    }
}
