package io.remotegpu.scheduler.placement.index;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.index.GpuClasses.GpuClass;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Demand} in the units of the index. Equal demands share one. */
public final class Shape {
    /** What a request says of a kind of GPU. */
    enum Verdict {
        GOOD,
        OTHER_MODEL,
        TOO_LITTLE_MEMORY
    }

    private final Demand demand;
    private final GpuClasses classes;
    private final int cpu;
    private Verdict[] verdicts = {};
    private boolean[] accepted = {};

    Shape(Demand demand, GpuClasses classes) {
        this.demand = demand;
        this.classes = classes;
        this.cpu = Node.milli(demand.cpu());
    }

    /** The fleet has kinds of GPU that were not judged yet. */
    private void judge() {
        int judged = verdicts.length;
        verdicts = Arrays.copyOf(verdicts, classes.count());
        accepted = Arrays.copyOf(accepted, classes.count());
        for (int kind = judged; kind < verdicts.length; kind++) {
            verdicts[kind] = verdict(classes.get(kind));
            accepted[kind] = verdicts[kind] == Verdict.GOOD;
        }
    }

    private Verdict verdict(GpuClass kind) {
        if (!ofModel(kind.model().toLowerCase(Locale.ROOT))) {
            return Verdict.OTHER_MODEL;
        }
        return kind.memoryTotal() < demand.minGpuMemory() ? Verdict.TOO_LITTLE_MEMORY : Verdict.GOOD;
    }

    /** People write "RTX 4090" for what the driver calls "NVIDIA GeForce RTX 4090". */
    private boolean ofModel(String model) {
        return demand.models().isEmpty()
                || demand.models().stream().anyMatch(wanted -> model.contains(wanted.toLowerCase(Locale.ROOT)));
    }

    Verdict verdict(int gpuClass) {
        return accepts(gpuClass) ? Verdict.GOOD : verdicts[gpuClass];
    }

    public boolean accepts(int gpuClass) {
        if (gpuClass >= accepted.length) {
            judge();
        }
        return accepted[gpuClass];
    }

    /** How many kinds of GPU the fleet has had so far; each has a number below. */
    public int gpuClasses() {
        return classes.count();
    }

    public Demand demand() {
        return demand;
    }

    public int cpu() {
        return cpu;
    }

    public int memory() {
        return demand.memory();
    }

    /** How many GPUs, parts of one, or MIG instances. */
    public int gpus() {
        return demand.gpus();
    }

    /** How much of each GPU, in thousandths. */
    public int milli() {
        return demand.milli();
    }

    /** What it takes of GPUs that are not cut, in thousandths. */
    public int totalMilli() {
        return demand.migProfile() == null ? demand.gpus() * demand.milli() : 0;
    }

    /** The MIG profile; null for whole GPUs and shares. */
    public @Nullable String profile() {
        return demand.migProfile();
    }
}
