package io.remotegpu.billing.meter;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is billed for one lease. It looks at all facts at once, so a repeated fact, or a start or stop that comes late
 * or early, cannot bill a second twice or lose one:
 *
 * <ul>
 *   <li>running time begins at the start and ends at the earliest stop;
 *   <li>without a stop it ends where the next lease of the workload began, for a workload holds one lease at a time;
 *   <li>between a pause and the resumption after it nothing is billed, nor after a pause that nothing resumed;
 *   <li>a change of size ends a stretch and begins the next, since the price changes with it;
 *   <li>pauses and resumptions count in the order in which they were told: a host whose clock was set back would put them in a false one;
 *   <li>instants count in whole seconds, cut off, so that adjoining stretches share no second and leave none out;
 *   <li>an end before its start, or a resumption before its pause, the work of clocks that disagree, makes a stretch or a gap of no length.
 * </ul>
 */
final class Meter {
    private Meter() {}

    /**
     * The stretches of running time, in order; none before the start is known.
     *
     * @param facts of one lease in the order in which they were told, each as often as it came
     * @param nextLease when the workload's next lease began, null if none has
     */
    static List<Metered> meter(List<Fact> facts, @Nullable Instant nextLease) {
        Optional<Instant> start = earliest(facts, Fact.Started.class);
        if (start.isEmpty()) {
            return List.of();
        }
        Instant end = earliest(facts, Fact.Stopped.class).orElse(nextLease == null ? null : second(nextLease));
        Instant open = start.get();
        Instant paused = null;
        List<Metered> stretches = new ArrayList<>();
        for (Fact mark : pausesAndResumptions(facts, end)) {
            Instant at = Span.later(paused == null ? open : paused, second(mark.at()));
            if (mark instanceof Fact.Paused && paused == null) {
                paused = at;
            } else if (mark instanceof Fact.Resumed && paused != null) {
                stretches.add(new Metered.Closed(open, paused));
                open = at;
                paused = null;
            }
        }
        stretches.add(last(open, paused, end));
        return divided(stretches, facts);
    }

    /** Changes of size decide what a second costs, never whether it is billed. */
    private static List<Metered> divided(List<Metered> stretches, List<Fact> facts) {
        List<Instant> changes = facts.stream()
                .filter(Fact.Resized.class::isInstance)
                .map(fact -> second(fact.at()))
                .sorted()
                .toList();
        return stretches.stream()
                .flatMap(stretch -> stretch.dividedAt(changes).stream())
                .toList();
    }

    private static Metered last(Instant open, @Nullable Instant paused, @Nullable Instant end) {
        if (end == null) {
            return paused == null ? new Metered.Open(open) : new Metered.Paused(open, paused);
        }
        return new Metered.Closed(open, paused == null ? Span.later(open, end) : paused);
    }

    private static List<Fact> pausesAndResumptions(List<Fact> facts, @Nullable Instant end) {
        return facts.stream()
                .distinct()
                .filter(fact -> switch (fact) {
                    case Fact.Paused _, Fact.Resumed _ -> true;
                    case Fact.Leased _, Fact.Started _, Fact.Stopped _, Fact.Resized _, Fact.Released _ -> false;
                })
                .filter(fact -> end == null || second(fact.at()).isBefore(end))
                .toList();
    }

    static Optional<Instant> earliest(Collection<Fact> facts, Class<? extends Fact> kind) {
        return facts.stream()
                .filter(kind::isInstance)
                .map(fact -> second(fact.at()))
                .min(Comparator.naturalOrder());
    }

    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
