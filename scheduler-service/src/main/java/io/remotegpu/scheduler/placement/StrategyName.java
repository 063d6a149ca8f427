package io.remotegpu.scheduler.placement;

import io.remotegpu.scheduler.placement.strategy.Balance;
import io.remotegpu.scheduler.placement.strategy.BestFit;
import io.remotegpu.scheduler.placement.strategy.Defragment;
import io.remotegpu.scheduler.placement.strategy.Fgd;
import io.remotegpu.scheduler.placement.strategy.Pack;
import io.remotegpu.scheduler.placement.strategy.Random;
import io.remotegpu.scheduler.placement.strategy.Strategy;

/** The strategies there are. The last three are for comparison. */
public enum StrategyName {
    BALANCE("is the least loaded"),
    PACK("is the fullest"),
    DEFRAGMENT("keeps the most room usable for what is usually asked"),
    FGD("is fragmented least by it"),
    BESTFIT("has the least left over"),
    RANDOM("was drawn at random");

    private final String why;

    StrategyName(String why) {
        this.why = why;
    }

    /** Why it takes one of several hosts: the half sentence after the host's name. */
    String why() {
        return why;
    }

    /** A new one that has seen nothing yet. */
    public Strategy create(long seed) {
        return switch (this) {
            case BALANCE -> new Balance();
            case PACK -> new Pack();
            case DEFRAGMENT -> new Defragment();
            case FGD -> new Fgd();
            case BESTFIT -> new BestFit();
            case RANDOM -> new Random(seed);
        };
    }
}
