package io.remotegpu.contracts.workload;

import org.jspecify.annotations.Nullable;

/**
 * A GPU held by a workload, or a part of one. {@code memoryTotal} in MiB; {@code simulated} if no such device exists.
 *
 * @param share thousandths of it, whose memory is not kept apart from that of the other shares; null if it is held whole
 */
public record LeasedGpu(
        String uuid,
        int index,
        String name,
        int memoryTotal,
        boolean simulated,
        @Nullable Integer share) {
    /** Held whole. */
    public LeasedGpu(String uuid, int index, String name, int memoryTotal, boolean simulated) {
        this(uuid, index, name, memoryTotal, simulated, null);
    }
}
