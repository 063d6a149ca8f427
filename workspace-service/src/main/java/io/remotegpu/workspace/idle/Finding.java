package io.remotegpu.workspace.idle;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a look comes to under some rules.
 *
 * @param traces of every signal
 * @param used the latest trace that counts; empty if there is none
 * @param words all that counted, for a person
 */
record Finding(List<Trace> traces, Optional<Trace> used, String words) {
    static Finding of(Look look, Rules rules) {
        List<Trace> traces = Traces.of(look, rules);
        List<Trace> counted = traces.stream()
                .filter(trace -> rules.counts().contains(trace.signal()))
                .toList();
        Optional<Trace> used =
                counted.stream().filter(trace -> trace.usedAt() != null).max(Comparator.comparing(Finding::time));
        return new Finding(traces, used, counted.stream().map(Trace::words).collect(Collectors.joining(", ")));
    }

    private static Instant time(Trace trace) {
        return trace.usedAt() == null ? Instant.MIN : trace.usedAt();
    }
}
