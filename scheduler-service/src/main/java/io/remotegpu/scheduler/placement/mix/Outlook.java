package io.remotegpu.scheduler.placement.mix;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.List;

/** What is to be expected of the room that is left on a host, if requests keep coming in a given mix. All figures are thousandths of GPUs. */
public final class Outlook {
    private static final int LEVELS = 8;
    private static final float MEMORY_COUNTS = 0.3f;
    private static final double SPREAD = 1;

    private final List<Type> types;
    private final ExpectedWaste waste;
    private final Stranding cpu;
    private final Stranding memory;
    private final LargeRequests large;

    /** Ready for use once {@link #work} says that nothing is left to do. */
    Outlook(List<Type> types) {
        ClassGroups groups = new ClassGroups(types);
        this.types = types;
        this.waste = new ExpectedWaste(types, groups, LEVELS);
        this.cpu = Stranding.of(types, type -> type.shape().cpu(), SPREAD);
        this.memory = Stranding.of(types, type -> type.shape().memory(), SPREAD);
        this.large = new LargeRequests(types, groups);
    }

    boolean work() {
        return waste.work();
    }

    public List<Type> types() {
        return types;
    }

    /** What of the host's free GPUs will stay unused, as it is. */
    public float loss(Node node) {
        return wasted(node, waste.level(node.cpu()))
                + rest(node, node.cpu(), node.memory(), node.idle(), node.wholeFree());
    }

    /** The same once the shape has taken these GPUs. */
    public float loss(Node node, Shape shape, int[] taken) {
        int level = waste.level(node.cpu() - shape.cpu());
        float loss = wasted(node, level);
        int whole = node.wholeFree();
        for (int gpu : taken) {
            loss += shrunk(node, level, gpu, shape.milli());
            whole -= node.free(gpu) == Node.WHOLE ? 1 : 0;
        }
        return loss + rest(node, shape, shape.totalMilli(), whole);
    }

    /** The same for a shape that takes no GPU, or so many whole ones of a host where it does not matter which. */
    public float loss(Node node, Shape shape, int gpus) {
        int level = waste.level(node.cpu() - shape.cpu());
        float each = gpus == 0 ? 0 : waste.row(node.gpuClass(0), level)[ExpectedWaste.part(Node.WHOLE)];
        return wasted(node, level) - gpus * each + rest(node, shape, gpus * Node.WHOLE, node.wholeFree() - gpus);
    }

    /** The same for a share on the GPU where the loss is least: that GPU goes into {@code best}. */
    public float lossOfShare(Node node, Shape shape, int[] best) {
        int level = waste.level(node.cpu() - shape.cpu());
        float inPart = Float.POSITIVE_INFINITY;
        float inWhole = Float.POSITIVE_INFINITY;
        int part = -1;
        int whole = -1;
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            int free = node.free(gpu);
            boolean another = free == Node.WHOLE && node.uniform() && whole >= 0;
            if (free >= shape.milli() && !another && node.suits(shape, gpu)) {
                float shrunk = shrunk(node, level, gpu, shape.milli());
                if (free == Node.WHOLE && shrunk < inWhole) {
                    inWhole = shrunk;
                    whole = gpu;
                } else if (free < Node.WHOLE && shrunk < inPart) {
                    inPart = shrunk;
                    part = gpu;
                }
            }
        }
        inPart += part < 0 ? 0 : rest(node, shape, shape.milli(), node.wholeFree());
        inWhole += whole < 0 ? 0 : rest(node, shape, shape.milli(), node.wholeFree() - 1);
        best[0] = inWhole < inPart ? whole : part;
        return wasted(node, level) + Math.min(inPart, inWhole);
    }

    private float wasted(Node node, int level) {
        if (node.idle() == 0) {
            return 0;
        }
        float sum = 0;
        float[] row = waste.row(node.gpuClass(0), level);
        for (int gpu = 0; gpu < node.gpus(); gpu++) {
            row = node.uniform() ? row : waste.row(node.gpuClass(gpu), level);
            sum += row[ExpectedWaste.part(node.free(gpu))];
        }
        return sum;
    }

    /** By how much less of one GPU is wasted once so much of it is taken. */
    private float shrunk(Node node, int level, int gpu, int milli) {
        float[] row = waste.row(node.gpuClass(gpu), level);
        return row[ExpectedWaste.part(node.free(gpu) - milli)] - row[ExpectedWaste.part(node.free(gpu))];
    }

    private float rest(Node node, Shape shape, int milli, int whole) {
        return rest(node, node.cpu() - shape.cpu(), node.memory() - shape.memory(), node.idle() - milli, whole);
    }

    private float rest(Node node, int freeCpu, int freeMemory, int idle, int whole) {
        if (idle == 0) {
            return 0;
        }
        float gpus = idle / 1000f;
        float root = (float) Math.sqrt(gpus);
        return cpu.of(freeCpu, gpus, root)
                + MEMORY_COUNTS * memory.of(freeMemory, gpus, root)
                + large.unusable(node.gpuClass(0), freeCpu, idle, whole);
    }
}
