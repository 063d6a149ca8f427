package io.remotegpu.benchmarks.placement;

import io.remotegpu.scheduler.placement.Demand;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.index.Inclination;
import io.remotegpu.scheduler.placement.index.Pick;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Tasks arrive at random moments, stay for random times and leave; who finds no place goes away. The first quarter is not counted. */
final class Churn {
    private static final int LARGE = 8;

    private final List<Demand> tasks;
    private final int arrivals;
    private final double gap;
    private final SplittableRandom random;
    private final FleetIndex index;
    private final PriorityQueue<Departure> departures = new PriorityQueue<>(Comparator.comparingDouble(Departure::at));
    private double now;
    private long offered;
    private long accepted;
    private int offeredLarge;
    private int acceptedLarge;

    private record Departure(double at, Pick pick) {}

    private Churn(Trace trace, double load, int arrivals, long seed, FleetIndex index) {
        this.tasks = trace.tasks();
        this.arrivals = arrivals;
        double mean = tasks.stream().mapToLong(Trace::milli).average().orElse(1);
        this.gap = mean / (load * trace.capacity());
        this.random = new SplittableRandom(seed);
        this.index = index;
    }

    static Outcome run(Trace trace, double load, int arrivals, long seed, FleetIndex index) {
        return new Churn(trace, load, arrivals, seed, index).run();
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private Outcome run() {
        Stopwatch stopwatch = new Stopwatch(arrivals);
        for (int arrival = 0; arrival < arrivals; arrival++) {
            now += exponential(gap);
            Demand demand = tasks.get(random.nextInt(tasks.size()));
            double leaves = now + exponential(1);
            boolean counts = arrival >= arrivals / 4;
            stopwatch.time(() -> arrive(demand, leaves, counts));
        }
        return new Outcome(100.0 * accepted / offered, 100.0 * acceptedLarge / offeredLarge, stopwatch.timing());
    }

    private void arrive(Demand demand, double leaves, boolean counts) {
        while (!departures.isEmpty() && departures.element().at() <= now) {
            index.vacate(departures.remove().pick());
        }
        index.learn(demand);
        Optional<Pick> pick = index.decide(demand, Inclination.NONE);
        pick.ifPresent(taken -> {
            index.occupy(taken);
            departures.add(new Departure(leaves, taken));
        });
        if (counts) {
            count(demand, pick.isPresent());
        }
    }

    private void count(Demand demand, boolean placed) {
        offered += Trace.milli(demand);
        accepted += placed ? Trace.milli(demand) : 0;
        offeredLarge += demand.gpus() == LARGE ? 1 : 0;
        acceptedLarge += demand.gpus() == LARGE && placed ? 1 : 0;
    }
}
