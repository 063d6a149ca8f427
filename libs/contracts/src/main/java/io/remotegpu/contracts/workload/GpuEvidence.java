package io.remotegpu.contracts.workload;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a GPU when it was checked. {@code memoryUsed} in MiB, {@code processes} as "pid name"; {@code problem} null if clean.
 *
 * @param kernelLogRead whether the kernel's log could be read, without which nobody can say that there was no Xid; null where it has nothing to say
 * @param lastXid the latest that the kernel logged of it since the boot, with its time; null if it logged none, or nobody could read it
 * @param reset what came of an attempt to reset it, or why there was none; null if none was due
 */
public record GpuEvidence(
        String uuid,
        int memoryUsed,
        List<String> processes,
        @Nullable String problem,
        Instant checkedAt,
        @Nullable Boolean kernelLogRead,
        @Nullable String lastXid,
        @Nullable String reset) {

    /** Without a word of the kernel, or of a reset. */
    public GpuEvidence(
            String uuid, int memoryUsed, List<String> processes, @Nullable String problem, Instant checkedAt) {
        this(uuid, memoryUsed, processes, problem, checkedAt, null, null, null);
    }

    /** The same, but not clean for this reason. */
    public GpuEvidence dirtyFor(String reason) {
        return new GpuEvidence(uuid, memoryUsed, processes, reason, checkedAt, kernelLogRead, lastXid, reset);
    }

    /** The same, after that. */
    public GpuEvidence afterReset(String outcome) {
        return new GpuEvidence(uuid, memoryUsed, processes, problem, checkedAt, kernelLogRead, lastXid, outcome);
    }
}
