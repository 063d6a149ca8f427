package io.remotegpu.benchmarks.placement;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Of one run, or the mean of several.
 *
 * @param first allocated GPU in percent of the fleet, or accepted in hundredths of what was offered
 * @param second failed tasks, or accepted requests of eight GPUs in hundredths of those offered
 */
record Outcome(double first, double second, Timing timing) {
    static Outcome mean(List<Outcome> all) {
        return new Outcome(
                mean(all, Outcome::first),
                mean(all, Outcome::second),
                Timing.of(all.stream().map(Outcome::timing).toList()));
    }

    private static double mean(List<Outcome> all, ToDoubleFunction<Outcome> figure) {
        return all.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }
}
