package io.remotegpu.scheduler.placement.mix;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Thousandths of idle GPUs that the next typical request could not use, on average: the measure that FGD descends. */
public final class Fragmentation {
    private static final double TYPICAL = 0.95;

    private final ClassGroups groups;
    private final CpuLevels levels;
    private final LargeRequests large;
    /** Requests for less than a GPU or none, by kind of GPU and CPU level: those that cannot come at all. */
    private final float[][] kept;
    /** The same and the free part of one GPU: those that could come but for the size. */
    private final float[][][] larger;

    public Fragmentation(List<Type> all) {
        List<Type> types = typical(all);
        this.groups = new ClassGroups(types);
        this.levels = CpuLevels.exact(types);
        this.large = new LargeRequests(types, groups);
        this.kept = new float[groups.count()][levels.count()];
        this.larger = new float[groups.count()][levels.count()][Node.WHOLE + 1];
        for (int type = 0; type < types.size(); type++) {
            if (types.get(type).shape().gpus() < 2) {
                add(types.get(type), type);
            }
        }
    }

    private static List<Type> typical(List<Type> all) {
        List<Type> typical = new ArrayList<>();
        double covered = 0;
        for (Type type : withoutMemory(all)) {
            if (covered < TYPICAL) {
                typical.add(type);
                covered += type.probability();
            }
        }
        double sum = covered;
        return typical.stream()
                .map(type -> new Type(type.shape(), type.probability() / sum))
                .toList();
    }

    /** Requests that differ in memory alone are one. */
    private static List<Type> withoutMemory(List<Type> all) {
        Map<Demand, Type> merged = new LinkedHashMap<>();
        for (Type type : all) {
            Demand kind = type.shape().demand().withMemory(0);
            merged.merge(kind, type, (one, other) -> new Type(one.shape(), one.probability() + other.probability()));
        }
        return merged.values().stream()
                .sorted(Comparator.comparingDouble(Type::probability).reversed())
                .toList();
    }

    private void add(Type kind, int type) {
        for (int group = 0; group < groups.count(); group++) {
            for (int level = 0; level < levels.count(); level++) {
                boolean comes = kind.takesGpus()
                        && groups.accepts(group, type)
                        && levels.allows(level, kind.shape().cpu());
                if (!comes) {
                    kept[group][level] += (float) kind.probability();
                } else {
                    for (int free = 0; free < kind.shape().milli(); free++) {
                        larger[group][level][free] += (float) kind.probability();
                    }
                }
            }
        }
    }

    public float of(Node node) {
        return of(node, node.cpu(), 0, new int[0]);
    }

    /** Once the shape has taken these GPUs. */
    public float of(Node node, Shape shape, int[] taken) {
        return of(node, node.cpu() - shape.cpu(), shape.profile() == null ? shape.milli() : 0, taken);
    }

    private float of(Node node, int cpu, int milli, int[] taken) {
        if (node.gpus() == 0) {
            return 0;
        }
        int level = levels.of(cpu);
        float[] toLarge = larger[groups.of(node.gpuClass(0))][level];
        int idle = 0;
        int whole = 0;
        float sum = 0;
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            int free = node.free(gpu) - (contains(taken, gpu) ? milli : 0);
            idle += free;
            whole += free == Node.WHOLE ? 1 : 0;
            sum += free * toLarge[free];
        }
        return sum
                + idle * kept[groups.of(node.gpuClass(0))][level]
                + large.unusable(node.gpuClass(0), cpu, idle, whole);
    }

    private static boolean contains(int[] taken, int gpu) {
        for (int one : taken) {
            if (one == gpu) {
                return true;
            }
        }
        return false;
    }
}
