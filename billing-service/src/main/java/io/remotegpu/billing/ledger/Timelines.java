package io.remotegpu.billing.ledger;

import io.remotegpu.billing.turns.Turns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Brings the ledger to what all sources together say now. Only the part of a time line that a change reaches is looked at again. */
@Component
class Timelines {
    private final SpanStore spans;
    private final LedgerStore ledger;
    private final Turns turns;

    Timelines(SpanStore spans, LedgerStore ledger, Turns turns) {
        this.spans = spans;
        this.ledger = ledger;
        this.turns = turns;
    }

    /** Runs in the caller's transaction. What was said already changes nothing. */
    void apply(Collection<TrackChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        turns.take(changes.stream().map(change -> "gpu:" + change.gpuUuid()).toList());
        Map<TrackChange.Key, Set<TrackedSpan>> before = spans.said(changes);
        Map<String, Window> windows = new HashMap<>();
        List<TrackChange> news = new ArrayList<>();
        for (TrackChange change : changes) {
            Set<TrackedSpan> difference = difference(before.getOrDefault(change.key(), Set.of()), change.tracked());
            if (!difference.isEmpty()) {
                news.add(change);
                windows.merge(change.gpuUuid(), Window.around(change.gpuUuid(), difference), Window::with);
            }
        }
        if (!news.isEmpty()) {
            spans.replace(news);
            correct(windows.values());
        }
    }

    private void correct(Collection<Window> windows) {
        Map<String, List<LedgerStore.Entry>> entries = ledger.within(windows);
        List<Window> whole = windows.stream()
                .map(window -> window.including(entries.getOrDefault(window.gpuUuid(), List.of()).stream()
                        .map(LedgerStore.Entry::interval)
                        .toList()))
                .toList();
        Map<String, List<TrackedSpan>> said = spans.within(whole);
        Correction correction = new Correction();
        for (Window window : whole) {
            String gpu = window.gpuUuid();
            List<Interval> now = Timeline.overlay(said.getOrDefault(gpu, List.of()), window.start(), window.end());
            correction.add(gpu, entries.getOrDefault(gpu, List.of()), now);
        }
        ledger.append(correction.rows());
        ledger.lasting(correction.lasting(), correction.ended());
    }

    private static Set<TrackedSpan> difference(Set<TrackedSpan> before, Collection<TrackedSpan> now) {
        Set<TrackedSpan> difference = new HashSet<>(now);
        difference.removeAll(before);
        Set<TrackedSpan> gone = new HashSet<>(before);
        gone.removeAll(new HashSet<>(now));
        difference.addAll(gone);
        return difference;
    }
}
