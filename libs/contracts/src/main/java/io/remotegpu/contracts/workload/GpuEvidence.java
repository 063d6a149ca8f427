package io.remotegpu.contracts.workload;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read from a GPU when it was checked. {@code memoryUsed} in MiB, {@code processes} as "pid name"; {@code problem} null if clean. */
public record GpuEvidence(
        String uuid,
        int memoryUsed,
        List<String> processes,
        @Nullable String problem,
        Instant checkedAt) {}
