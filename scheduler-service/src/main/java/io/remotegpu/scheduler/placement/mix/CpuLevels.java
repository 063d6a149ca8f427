package io.remotegpu.scheduler.placement.mix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Free CPU cut into levels: hosts of one level are taken to have enough for the same requests. */
final class CpuLevels {
    private final int[] thresholds;

    private CpuLevels(int[] thresholds) {
        this.thresholds = thresholds;
    }

    /** One threshold for each amount that is asked for. */
    static CpuLevels exact(List<Type> types) {
        return new CpuLevels(types.stream()
                .mapToInt(type -> type.shape().cpu())
                .sorted()
                .distinct()
                .toArray());
    }

    /** About so many thresholds, each for about the same share of the requests, the largest amount among them. */
    static CpuLevels coarse(List<Type> types, int levels) {
        TreeMap<Integer, Double> byCpu = new TreeMap<>();
        types.forEach(type -> byCpu.merge(type.shape().cpu(), type.probability(), Double::sum));
        double step = byCpu.values().stream().mapToDouble(Double::doubleValue).sum() / levels;
        List<Integer> thresholds = new ArrayList<>();
        double reached = 0;
        double next = step;
        for (var entry : byCpu.entrySet()) {
            reached += entry.getValue();
            if (reached >= next || entry.getKey().equals(byCpu.lastKey())) {
                thresholds.add(entry.getKey());
                next = (Math.floor(reached / step) + 1) * step;
            }
        }
        return new CpuLevels(thresholds.stream().mapToInt(Integer::intValue).toArray());
    }

    int count() {
        return thresholds.length + 1;
    }

    /** 0 where there is enough for nobody. */
    int of(int cpu) {
        int found = Arrays.binarySearch(thresholds, cpu);
        return found >= 0 ? found + 1 : -found - 1;
    }

    boolean allows(int level, int cpu) {
        return level > 0 && cpu <= thresholds[level - 1];
    }
}
