package io.remotegpu.billing.ledger;

import io.remotegpu.contracts.HostId;
import io.remotegpu.contracts.WorkloadId;
import java.util.List;

/**
 * What one lease says of the GPUs that it holds, each alike.
 *
 * @param key tells the lease from every other
 * @param gpus UUIDs
 * @param spans everything that is known now; it replaces what was said before
 */
public record LeasedTime(
        String key, WorkloadId workloadId, long epoch, HostId hostId, List<String> gpus, List<GpuSpan> spans) {}
