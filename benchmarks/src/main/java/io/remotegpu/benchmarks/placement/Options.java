package io.remotegpu.benchmarks.placement;

import io.remotegpu.scheduler.placement.StrategyName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What is to be simulated.
 *
 * @param ratio requested GPU of the fleet's GPU at which a fill ends
 * @param load the same of what is there at once under churn
 * @param arrivals under churn
 */
record Options(
        Path nodes,
        Path tasks,
        List<StrategyName> strategies,
        List<Long> seeds,
        double ratio,
        boolean churn,
        double load,
        int arrivals) {
    static final String USAGE = """
            usage: ./dev simulate --nodes FILE --tasks FILE [--strategy S[,S...]] [--seeds 42..51] [--ratio 1.3]
                                  [--churn [--load 0.95] [--arrivals 80000]]
            strategies: balance, pack, defragment, fgd, bestfit, random""";

    private static final Set<String> KNOWN =
            Set.of("--nodes", "--tasks", "--strategy", "--seeds", "--ratio", "--load", "--arrivals");

    /** @throws IllegalArgumentException with what is wrong */
    static Options parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        boolean churn = false;
        for (int at = 0; at < arguments.length; at++) {
            if (arguments[at].equals("--churn")) {
                churn = true;
            } else if (KNOWN.contains(arguments[at]) && at + 1 < arguments.length) {
                given.put(arguments[at], arguments[++at]);
            } else {
                throw new IllegalArgumentException("not an option, or without its value: " + arguments[at]);
            }
        }
        return new Options(
                file(given, "--nodes"),
                file(given, "--tasks"),
                strategies(given.getOrDefault("--strategy", "defragment")),
                seeds(given.getOrDefault("--seeds", "42..51")),
                Double.parseDouble(given.getOrDefault("--ratio", "1.3")),
                churn,
                Double.parseDouble(given.getOrDefault("--load", "0.95")),
                Integer.parseInt(given.getOrDefault("--arrivals", "80000")));
    }

    private static Path file(Map<String, String> given, String option) {
        String file = given.get(option);
        if (file == null) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return Path.of(file);
    }

    private static List<StrategyName> strategies(String names) {
        return List.of(names.split(",")).stream()
                .map(name -> StrategyName.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static List<Long> seeds(String range) {
        String[] ends = range.split("\\.\\.");
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]))
                .boxed()
                .toList();
    }
}
