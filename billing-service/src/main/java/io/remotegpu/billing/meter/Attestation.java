package io.remotegpu.billing.meter;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import java.time.Instant;

/**
 * A host says that a lease runs on it.
 *
 * @param ranMillis running time by the host's monotonic clock, since the container started or was found again
 */
public record Attestation(WorkloadId workloadId, long epoch, HostId hostId, Instant at, long ranMillis) {}
