package io.remotegpu.contracts.workload;

import io.remotegpu.contracts.WorkloadId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one workload used during a sample. A value is null where its runtime does not tell it, or tells it for the first time.
 *
 * @param gpus UUIDs of the GPUs it holds
 * @param cpu cores it used, the mean
 * @param memory MiB it uses at the end, without caches that the kernel would give back
 * @param networkReceived bytes since the sample before
 * @param networkSent bytes since the sample before
 * @param disk as last measured, which may be some samples ago
 * @param conditions all that hold now, at most one of each kind; missing in what was sent as v1
 */
public record WorkloadSample(
        WorkloadId workloadId,
        long epoch,
        List<String> gpus,
        @Nullable Double cpu,
        @Nullable Integer memory,
        @Nullable Long networkReceived,
        @Nullable Long networkSent,
        @Nullable DiskUse disk,
        List<Condition> conditions) {
    public WorkloadSample {
        conditions = Objects.requireNonNullElse(conditions, List.of());
    }

    /** One whose disk was not measured and of which nothing else is known. */
    public WorkloadSample(
            WorkloadId workloadId,
            long epoch,
            List<String> gpus,
            @Nullable Double cpu,
            @Nullable Integer memory,
            @Nullable Long networkReceived,
            @Nullable Long networkSent) {
        this(workloadId, epoch, gpus, cpu, memory, networkReceived, networkSent, null, List.of());
    }
}
