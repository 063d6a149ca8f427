package io.remotegpu.scheduler.placement.mix;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.index.Shape;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often each kind of request was seen; older requests count less, unless all of them were told at once. */
public final class Mix {
    /** After this many requests what was seen before counts 1/e. */
    private static final double MEMORY = 20_000;
    /** More kinds than this are not told apart: the rarest are forgotten. */
    private static final int MOST_KINDS = 512;

    private static final double LARGEST_WEIGHT = 1e12;

    private final Map<Demand, Count> counts = new HashMap<>();
    private final double growth;
    private double next = 1;
    private double total;

    private static final class Count {
        private final Shape shape;
        private double weight;

        private Count(Shape shape) {
            this.shape = shape;
        }
    }

    /** One that follows what people ask for. */
    public Mix() {
        this(1 + 1 / MEMORY);
    }

    private Mix(double growth) {
        this.growth = growth;
    }

    /** One to be told a whole list: whatever order it has, each of its requests counts the same. */
    public static Mix ofAll() {
        return new Mix(1);
    }

    public void see(Shape shape) {
        counts.computeIfAbsent(kind(shape.demand()), kind -> new Count(shape)).weight += next;
        total += next;
        next *= growth;
        if (next > LARGEST_WEIGHT) {
            scaleDown();
        }
        if (counts.size() > MOST_KINDS) {
            forgetTheRarest();
        }
    }

    /** Ports, labels and the like do not say how much room a request takes. */
    private static Demand kind(Demand demand) {
        return new Demand(
                demand.cpu(),
                demand.memory(),
                0,
                0,
                demand.gpus(),
                demand.milli(),
                demand.migProfile(),
                demand.models(),
                demand.minGpuMemory(),
                Map.of(),
                Set.of(),
                Set.of());
    }

    private void scaleDown() {
        counts.values().forEach(count -> count.weight /= next);
        total /= next;
        next = 1;
    }

    private void forgetTheRarest() {
        List<Map.Entry<Demand, Count>> rarest = counts.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().weight))
                .limit(MOST_KINDS / 4)
                .toList();
        rarest.forEach(entry -> {
            total -= entry.getValue().weight;
            counts.remove(entry.getKey());
        });
    }

    /** The kinds seen, most frequent first; probabilities add up to 1. */
    public List<Type> types() {
        return counts.values().stream()
                .map(count -> new Type(count.shape, count.weight / total))
                .sorted(Comparator.comparingDouble(Type::probability)
                        .reversed()
                        .thenComparing(type -> type.shape().demand().toString()))
                .toList();
    }

    /** How much of the probability would have to move to turn the older types into what is seen now, 0 to 1. */
    double distance(List<Type> older) {
        double shared = 0;
        for (Type type : older) {
            Count count = counts.get(kind(type.shape().demand()));
            shared += count == null ? 0 : Math.min(type.probability(), count.weight / total);
        }
        return 1 - shared;
    }
}
