package io.remotegpu.scheduler.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which words there are on any host, counted as hosts change: a decision must not read all of them for that. */
final class Occurrences {
    private final Function<FleetHost, Stream<String>> words;
    private final Map<String, Integer> counts = new HashMap<>();

    Occurrences(Function<FleetHost, Stream<String>> words) {
        this.words = words;
    }

    void put(FleetHost host) {
        words.apply(host).forEach(word -> counts.merge(word, 1, Integer::sum));
    }

    /** As it was when it was put. */
    void remove(FleetHost host) {
        words.apply(host).forEach(word -> counts.computeIfPresent(word, (any, count) -> count == 1 ? null : count - 1));
    }

    Set<String> words() {
        return Set.copyOf(counts.keySet());
    }
}
