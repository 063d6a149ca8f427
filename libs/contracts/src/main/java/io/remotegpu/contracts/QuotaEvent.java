package io.remotegpu.contracts;

import java.math.BigDecimal;

/** What workspace-service tells the others about limits. Keyed by whose they are. */
public sealed interface QuotaEvent extends Event {
    @Override
    default String topic() {
        return Topics.WORKSPACE;
    }

    /**
     * An administrator set limits by hand. {@code holder}: customer or workspace, {@code holderId} its number. {@code before} is what held
     * until then, be it set or the default.
     */
    @WireType("workspace.quota-limits-set.v1")
    record QuotaLimitsSet(
            String holder, long holderId, CustomerId actorId, String actorName, QuotaLimits before, QuotaLimits after)
            implements QuotaEvent {
        @Override
        public String key() {
            return Long.toString(holderId);
        }
    }

    /** The most that may be used at one time: cores, MiB, GPUs, MiB, environments; and GPU-hours in a calendar month, UTC. */
    record QuotaLimits(
            BigDecimal cpu, long memory, long gpu, long storage, long environments, BigDecimal gpuHoursMonth) {}
}
