package io.remotegpu.agent.health;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.remotegpu.contracts.workload.GpuHealth;
import io.remotegpu.contracts.workload.GpuHealthCause;
import java.util.List;
import java.util.Set;

/** What one look says of a GPU. */
record Verdict(GpuHealth health, List<GpuHealthCause> causes) {
    static final Verdict HEALTHY = new Verdict(GpuHealth.HEALTHY, List.of());

    static Verdict unhealthy(GpuHealthCause.Kind kind, String evidence) {
        return new Verdict(GpuHealth.UNHEALTHY, List.of(new GpuHealthCause(kind, evidence)));
    }

    static Verdict degraded(GpuHealthCause.Kind kind, String evidence) {
        return new Verdict(GpuHealth.DEGRADED, List.of(new GpuHealthCause(kind, evidence)));
    }

    boolean isWorseThan(Verdict other) {
        return health.compareTo(other.health) > 0;
    }

    /** Whether both say the same, whatever the numbers in their evidence. */
    boolean agreesWith(Verdict other) {
        return health == other.health && kinds().equals(other.kinds());
    }

    private Set<GpuHealthCause.Kind> kinds() {
        return causes.stream().map(GpuHealthCause::kind).collect(toUnmodifiableSet());
    }

    /** Whether it rests on what does not pass by itself: an error that was written down, as against heat or silence. */
    boolean isCertain() {
        return causes.stream().map(GpuHealthCause::kind).anyMatch(kind -> switch (kind) {
            case XID, UNCORRECTABLE_ECC, MEMORY_REPAIR_PENDING, MEMORY_REPAIR_FAILED, RECOVERY_NEEDED -> true;
            case HEAT, LOST, DRIVER_GONE, DRIVER_HANGS, UNREADABLE -> false;
        });
    }
}
