package io.remotegpu.scheduler.placement.mix;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much of what is free of one GPU will stay unused after a random number of further requests were offered to it, by kind of GPU, CPU
 * level and free part. The number of offers is a sum of {@link #PHASES} geometric ones; after each offer the phase ends with the same
 * chance, so that one pass over the free parts solves a phase.
 */
final class ExpectedWaste {
    /** Free parts are told apart by hundredths of a GPU. */
    private static final int GRAIN = 10;

    private static final int PARTS = 1000 / GRAIN + 1;
    private static final int PHASES = 8;
    /** Looking further ahead fills a fleet that only fills better, and keeps less for large requests when things also leave. */
    private static final double OFFERS = 48;

    private static final double GOES_ON = OFFERS / PHASES / (1 + OFFERS / PHASES);

    private final List<Type> types;
    private final ClassGroups groups;
    private final CpuLevels levels;
    private final float[][][] tables;
    private int built;
    private double[] phase = {};
    private int phases;

    ExpectedWaste(List<Type> types, ClassGroups groups, int levels) {
        this.types = types;
        this.groups = groups;
        this.levels =
                CpuLevels.coarse(types.stream().filter(ExpectedWaste::single).toList(), levels);
        this.tables = new float[groups.count()][this.levels.count()][];
    }

    private static boolean single(Type type) {
        return type.takesGpus() && type.shape().gpus() == 1;
    }

    /** One small piece of the work; false once all is done. */
    boolean work() {
        int group = built / levels.count();
        int level = built % levels.count();
        if (group >= groups.count()) {
            return false;
        }
        phase = phases == 0 ? untouched() : next(phase, offers(group, level));
        if (++phases > PHASES) {
            tables[group][level] = floats(phase);
            phases = 0;
            built++;
        }
        return true;
    }

    private static double[] untouched() {
        double[] waste = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            waste[part] = part * GRAIN;
        }
        return waste;
    }

    /** How likely the next offer asks for so much of one GPU and would be taken here, by grains. */
    private double[] offers(int group, int level) {
        double[] offers = new double[PARTS];
        for (int type = 0; type < types.size(); type++) {
            Type kind = types.get(type);
            if (single(kind)
                    && groups.accepts(group, type)
                    && levels.allows(level, kind.shape().cpu())) {
                offers[(kind.shape().milli() + GRAIN - 1) / GRAIN] += kind.probability();
            }
        }
        return offers;
    }

    private static double[] next(double[] before, double[] offers) {
        int[] sizes = IntStream.range(1, PARTS).filter(size -> offers[size] > 0).toArray();
        double[] after = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            double taken = 0;
            double left = 0;
            for (int size : sizes) {
                if (size > part) {
                    break;
                }
                taken += offers[size];
                left += offers[size] * after[part - size];
            }
            after[part] = ((1 - GOES_ON) * before[part] + GOES_ON * left) / (1 - GOES_ON * (1 - taken));
        }
        return after;
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int index = 0; index < floats.length; index++) {
            floats[index] = (float) numbers[index];
        }
        return floats;
    }

    int level(int cpu) {
        return levels.of(cpu);
    }

    /** Thousandths of a GPU, by {@link #part} of it that is free. */
    float[] row(int gpuClass, int level) {
        return tables[groups.of(gpuClass)][level];
    }

    static int part(int free) {
        return free / GRAIN;
    }
}
