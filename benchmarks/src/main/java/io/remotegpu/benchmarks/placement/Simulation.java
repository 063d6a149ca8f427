package io.remotegpu.benchmarks.placement;

import io.remotegpu.scheduler.placement.StrategyName;
import io.remotegpu.scheduler.placement.index.FleetIndex;
import io.remotegpu.scheduler.placement.strategy.Fgd;
import io.remotegpu.scheduler.placement.strategy.Strategy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** {@code ./dev simulate}: one line for each seed, and the mean; of the choice of a host alone, and of whole decisions as the service makes them. */
public final class Simulation {
    private static final int WARM_UPS = 3;

    private final Trace trace;
    private final Options options;

    private Simulation(Trace trace, Options options) {
        this.trace = trace;
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage() + "\n" + Options.USAGE);
            System.exit(2);
            return;
        }
        Trace trace = Trace.read(options.nodes(), options.tasks());
        System.out.printf(
                Locale.ROOT,
                "%d nodes, %d GPUs, %d tasks in the list; the first %d runs warm up and are not counted%n",
                trace.hosts().size(),
                trace.capacity() / 1000,
                trace.tasks().size(),
                WARM_UPS);
        new Simulation(trace, options).run();
    }

    private void run() {
        for (StrategyName strategy : options.strategies()) {
            if (options.churn()) {
                print(name(strategy), "accepted %6.2f %% of GPU, %5.1f %% of 8 GPUs", seed -> churn(strategy, seed));
            } else {
                String captions = "allocated %6.2f %%   failed %5.0f";
                print(name(strategy), captions, seed -> fill(strategy, seed));
                print(name(strategy) + ", whole", captions, seed -> whole(strategy, seed));
            }
        }
    }

    private static String name(StrategyName strategy) {
        return strategy.name().toLowerCase(Locale.ROOT);
    }

    private void print(String name, String captions, LongFunction<Outcome> run) {
        LongStream.rangeClosed(1, WARM_UPS)
                .mapToObj(warmUp -> run.apply(options.seeds().getFirst() - warmUp))
                .forEach(notCounted -> {});
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed : options.seeds()) {
            Outcome outcome = run.apply(seed);
            outcomes.add(outcome);
            line(name, String.valueOf(seed), captions, outcome);
        }
        line(name, "mean", captions, Outcome.mean(outcomes));
    }

    private static void line(String name, String seed, String captions, Outcome outcome) {
        String figures = captions.formatted(outcome.first(), outcome.second());
        System.out.printf("%-17s %4s   %s   %s%n", name, seed, figures, outcome.timing());
    }

    private Outcome fill(StrategyName strategy, long seed) {
        return Fill.run(trace, options.ratio(), seed, index(strategy, seed));
    }

    private Outcome whole(StrategyName strategy, long seed) {
        return WholeDecisions.run(trace, options.ratio(), seed, strategy);
    }

    private Outcome churn(StrategyName strategy, long seed) {
        return Churn.run(trace, options.load(), options.arrivals(), seed, index(strategy, seed));
    }

    private FleetIndex index(StrategyName name, long seed) {
        Strategy strategy = name.create(seed);
        FleetIndex index = new FleetIndex(strategy, seed);
        trace.hosts(seed).forEach(index::put);
        if (strategy instanceof Fgd fgd) {
            // As published: it alone knows the whole list in advance.
            fgd.tell(trace.tasks().stream().map(index::shape).toList());
        }
        return index;
    }
}
