package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.FleetHost.FleetGpu;
import java.util.HashMap;
import java.util.Map;

/** Free MIG instances of one GPU by profile. */
final class MigSlices {
    private static final MigSlices NONE = new MigSlices(Map.of());

    private final Map<String, Integer> free;

    private MigSlices(Map<String, Integer> free) {
        this.free = free;
    }

    static MigSlices of(FleetGpu gpu) {
        return gpu.freeMig().isEmpty() ? NONE : new MigSlices(new HashMap<>(gpu.freeMig()));
    }

    int free(String profile) {
        return free.getOrDefault(profile, 0);
    }

    void take(String profile, int amount) {
        free.merge(profile, -amount, Integer::sum);
    }
}
