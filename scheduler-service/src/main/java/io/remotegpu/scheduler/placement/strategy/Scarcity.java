package io.remotegpu.scheduler.placement.strategy;

import io.remotegpu.scheduler.placement.index.Node;
import io.remotegpu.scheduler.placement.index.Shape;
import io.remotegpu.scheduler.placement.mix.Outlook;
import io.remotegpu.scheduler.placement.mix.Type;
import org.jspecify.annotations.Nullable;

/** What is scarce in the fleet: hosts with all GPUs free that the largest requests need. */
final class Scarcity {
    private static final float RESERVE = 200;
    private static final int MOST_GPUS = 16;

    private final int[] hostsByWholeFree = new int[MOST_GPUS + 1];
    private final int[] hostsByGpus = new int[MOST_GPUS + 1];
    private final float[] prices = new float[2];
    private @Nullable Outlook followed;
    private int largest;
    private double demand;

    void count(Node node, int sign) {
        if (node.host().closedBecause() == null) {
            hostsByWholeFree[Math.min(MOST_GPUS, node.wholeFree())] += sign;
        }
        hostsByGpus[Math.min(MOST_GPUS, node.gpus())] += sign;
    }

    void follow(@Nullable Outlook outlook) {
        if (outlook == null || outlook == followed) {
            return;
        }
        followed = outlook;
        largest = 0;
        demand = 0;
        double all = 0;
        for (Type type : outlook.types()) {
            if (type.takesGpus()) {
                largest = Math.max(largest, type.shape().gpus());
                all += type.probability() * type.gpus();
            }
        }
        for (Type type : outlook.types()) {
            if (type.takesGpus() && type.shape().gpus() == largest) {
                demand += type.probability() * type.gpus() / all;
            }
        }
    }

    /** 1 for breaking up a host that has room for one of the largest requests. */
    int priceOf(Node node, Shape shape) {
        boolean intact = largest > 1 && node.wholeFree() >= largest;
        return intact && shape.gpus() > 0 && shape.profile() == null ? 1 : 0;
    }

    float[] prices(Shape shape) {
        prices[1] = (float) (RESERVE * demand * from(hostsByGpus, largest) / (1 + from(hostsByWholeFree, largest)));
        return prices;
    }

    private static int from(int[] histogram, int least) {
        int sum = 0;
        for (int count = least; count < histogram.length; count++) {
            sum += histogram[count];
        }
        return sum;
    }
}
