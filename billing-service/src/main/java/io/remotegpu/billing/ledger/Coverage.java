package io.remotegpu.billing.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** When a host was heard of, as stretches within which no silence was longer than is borne. */
final class Coverage {
    private Coverage() {}

    /** From the first to the last instant at which it was heard of without a silence between. */
    record Stretch(Instant start, Instant end) {}

    /** The stretches with these instants added, in order, whatever order the instants come in. */
    static List<Stretch> with(Collection<Stretch> known, Collection<Instant> heard, Duration silentAfter) {
        List<Stretch> all = new ArrayList<>(known);
        heard.forEach(instant -> all.add(new Stretch(instant, instant)));
        all.sort(Comparator.comparing(Stretch::start).thenComparing(Stretch::end));
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : all) {
            if (merged.isEmpty() || merged.getLast().end().plus(silentAfter).isBefore(next.start())) {
                merged.add(next);
            } else {
                Stretch last = merged.removeLast();
                merged.add(new Stretch(last.start(), last.end().isAfter(next.end()) ? last.end() : next.end()));
            }
        }
        return merged;
    }

    /** The silences between stretches that are in order. */
    static List<Stretch> silences(List<Stretch> stretches) {
        List<Stretch> silences = new ArrayList<>();
        for (int i = 1; i < stretches.size(); i++) {
            silences.add(
                    new Stretch(stretches.get(i - 1).end(), stretches.get(i).start()));
        }
        return silences;
    }
}
