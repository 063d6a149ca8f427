package io.remotegpu.billing.meter;

import io.remotegpu.contracts.WorkloadId;

/** One lease of one workload: what an interval is billed under. */
record Lease(WorkloadId workloadId, long epoch) {}
