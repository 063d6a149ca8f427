package io.remotegpu.benchmarks.fleet;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is to be measured.
 *
 * @param hosts sizes of the fleet, each measured by itself on a database of its own
 * @param gpus of each host
 * @param rate life cycles begun per second
 * @param length of each measurement
 * @param warmUp before it, not measured
 * @param hold how long an environment runs before its owner stops it
 */
record FleetOptions(List<Integer> hosts, int gpus, int rate, Duration length, Duration warmUp, Duration hold) {
    static final String USAGE = """
            usage: ./dev bench fleet [--hosts 1250[,N...]] [--gpus 8] [--rate 100] [--seconds 60] [--warm-up 20] [--hold 1]""";

    private static final Set<String> KNOWN = Set.of("--hosts", "--gpus", "--rate", "--seconds", "--warm-up", "--hold");

    FleetOptions {
        if (rate < 1 || gpus < 1 || length.isZero() || hosts.stream().anyMatch(count -> count < 1)) {
            throw new IllegalArgumentException("hosts, gpus, rate and seconds must be positive");
        }
    }

    /** @throws IllegalArgumentException with what is wrong */
    static FleetOptions parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        for (int at = 0; at < arguments.length; at += 2) {
            if (!KNOWN.contains(arguments[at]) || at + 1 == arguments.length) {
                throw new IllegalArgumentException("not an option, or without its value: " + arguments[at]);
            }
            given.put(arguments[at], arguments[at + 1]);
        }
        return new FleetOptions(
                Stream.of(given.getOrDefault("--hosts", "1250").split(","))
                        .map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(given.getOrDefault("--gpus", "8")),
                Integer.parseInt(given.getOrDefault("--rate", "100")),
                seconds(given.getOrDefault("--seconds", "60")),
                seconds(given.getOrDefault("--warm-up", "20")),
                seconds(given.getOrDefault("--hold", "1")));
    }

    private static Duration seconds(String number) {
        return Duration.ofSeconds(Long.parseLong(number));
    }
}
