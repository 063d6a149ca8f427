package io.remotegpu.benchmarks.placement;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.index.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Tasks arrive one by one until they ask for more than the fleet has; nothing leaves. */
final class Fill {
    private final Trace trace;
    private final FleetIndex index;
    private long allocated;
    private int failed;

    private Fill(Trace trace, FleetIndex index) {
        this.trace = trace;
        this.index = index;
    }

    static Outcome run(Trace trace, double ratio, long seed, FleetIndex index) {
        return new Fill(trace, index).run(order(trace, ratio, seed));
    }

    /** In an order of this seed, each once and then more of them, until they ask for more than the fleet has. */
    static List<Demand> order(Trace trace, double ratio, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Demand> tasks = new ArrayList<>(trace.tasks());
        for (int last = tasks.size() - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            Demand swapped = tasks.get(last);
            tasks.set(last, tasks.get(other));
            tasks.set(other, swapped);
        }
        long asked = tasks.stream().mapToLong(Trace::milli).sum();
        while (true) {
            Demand next = trace.tasks().get(random.nextInt(trace.tasks().size()));
            asked += Trace.milli(next);
            if (asked > ratio * trace.capacity()) {
                return tasks;
            }
            tasks.add(next);
        }
    }

    private Outcome run(List<Demand> tasks) {
        Stopwatch stopwatch = new Stopwatch(tasks.size());
        for (Demand demand : tasks) {
            stopwatch.time(() -> place(demand));
        }
        return new Outcome(100.0 * allocated / trace.capacity(), failed, stopwatch.timing());
    }

    private void place(Demand demand) {
        index.learn(demand);
        Optional<Pick> pick = index.decide(demand, Inclination.NONE);
        pick.ifPresent(index::occupy);
        allocated += pick.isPresent() ? Trace.milli(demand) : 0;
        failed += pick.isPresent() ? 0 : 1;
    }
}
