package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.Topology;

/** How well the GPUs of one host are joined, pair by pair. */
public final class GpuLinks {
    private static final GpuLinks UNKNOWN = new GpuLinks(new int[0][0]);

    private final int[][] nearness;

    private GpuLinks(int[][] nearness) {
        this.nearness = nearness;
    }

    static GpuLinks of(Topology topology, int gpus) {
        return topology.size() == gpus && gpus > 1 ? new GpuLinks(topology.nearness()) : UNKNOWN;
    }

    public boolean known() {
        return nearness.length > 0;
    }

    /** 0 for GPUs that only share the machine, {@link Topology#NEAREST} for the best NVLink; 0 too where nobody knows. */
    public int between(int one, int other) {
        return known() ? nearness[one][other] : 0;
    }
}
