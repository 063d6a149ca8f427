package io.remotegpu.scheduler.placement.mix;

import java.util.List;

/** How likely the next request wants several GPUs of one host and does not find them on a given one. */
final class LargeRequests {
    private static final int MOST_GPUS = 16;

    private final ClassGroups groups;
    private final CpuLevels levels;
    /** By kind of GPU, CPU level and whole GPUs free. */
    private final float[][][] refused;

    private final float all;

    LargeRequests(List<Type> types, ClassGroups groups) {
        List<Type> large = types.stream().filter(LargeRequests::large).toList();
        this.groups = groups;
        this.levels = CpuLevels.exact(large);
        this.refused = new float[groups.count()][levels.count()][MOST_GPUS + 1];
        this.all = (float) large.stream().mapToDouble(Type::probability).sum();
        for (int type = 0; type < types.size(); type++) {
            if (large(types.get(type))) {
                refuse(types.get(type), type);
            }
        }
    }

    private static boolean large(Type type) {
        return type.takesGpus() && type.shape().gpus() > 1;
    }

    private void refuse(Type kind, int type) {
        for (int group = 0; group < groups.count(); group++) {
            for (int level = 0; level < levels.count(); level++) {
                boolean accepted = groups.accepts(group, type)
                        && levels.allows(level, kind.shape().cpu());
                for (int whole = 0; whole <= MOST_GPUS; whole++) {
                    refused[group][level][whole] +=
                            (float) (accepted && whole >= kind.shape().gpus() ? 0 : kind.probability());
                }
            }
        }
    }

    /** Thousandths of GPUs that the next large request cannot use, on average: all that is idle, or the parts of GPUs. */
    float unusable(int gpuClass, int cpu, int idle, int whole) {
        float refusing = refused[groups.of(gpuClass)][levels.of(cpu)][Math.min(whole, MOST_GPUS)];
        return idle * refusing + (idle - 1000 * whole) * (all - refusing);
    }
}
