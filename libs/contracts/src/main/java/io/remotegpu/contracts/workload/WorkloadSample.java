package io.remotegpu.contracts.workload;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one workload used during a sample. A value is null where its runtime does not tell it, or tells it for the first time.
 *
 * @param gpus UUIDs of the GPUs it holds
 * @param cpu cores it used, the mean
 * @param memory MiB it uses at the end, without caches that the kernel would give back
 * @param networkReceived bytes since the sample before
 * @param networkSent bytes since the sample before
 */
public record WorkloadSample(
        WorkloadId workloadId,
        long epoch,
        List<String> gpus,
        @Nullable Double cpu,
        @Nullable Integer memory,
        @Nullable Long networkReceived,
        @Nullable Long networkSent) {}
