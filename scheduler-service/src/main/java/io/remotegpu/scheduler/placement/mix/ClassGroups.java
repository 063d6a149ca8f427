package io.remotegpu.scheduler.placement.mix;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kinds of GPU that the same requests accept share one table. */
final class ClassGroups {
    private final int[] groupOf;
    private final BitSet[] accepting;

    ClassGroups(List<Type> types) {
        int classes = types.isEmpty() ? 0 : types.getFirst().shape().gpuClasses();
        this.groupOf = new int[classes];
        Map<BitSet, Integer> groups = new HashMap<>();
        for (int gpuClass = 0; gpuClass < classes; gpuClass++) {
            BitSet accepted = new BitSet(types.size());
            for (int type = 0; type < types.size(); type++) {
                accepted.set(type, types.get(type).shape().accepts(gpuClass));
            }
            groupOf[gpuClass] = groups.computeIfAbsent(accepted, added -> groups.size());
        }
        if (groups.isEmpty()) {
            groups.put(new BitSet(), 0);
        }
        this.accepting = new BitSet[groups.size()];
        groups.forEach((accepted, group) -> accepting[group] = accepted);
    }

    /** A kind of GPU that came after the tables were made is looked up in the first. */
    int of(int gpuClass) {
        return gpuClass < groupOf.length ? groupOf[gpuClass] : 0;
    }

    int count() {
        return accepting.length;
    }

    boolean accepts(int group, int type) {
        return accepting[group].get(type);
    }
}
