package io.remotegpu.billing.ledger;

import io.remotegpu.billing.ledger.LedgerStore.Appended;
import io.remotegpu.billing.ledger.LedgerStore.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What to append so that the ledger says what it should: what is no longer so is taken back, what is new is added, the rest stays. */
final class Correction {
    private final List<Appended> rows = new ArrayList<>();
    private final List<Appended> lasting = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();

    void add(String gpu, List<Entry> entries, List<Interval> now) {
        Set<Interval> before = entries.stream().map(Entry::interval).collect(Collectors.toSet());
        Set<Interval> parts =
                now.stream().flatMap(interval -> interval.byMonth().stream()).collect(Collectors.toSet());
        for (Entry entry : entries) {
            if (!parts.contains(entry.interval())) {
                takeBack(gpu, entry);
            }
        }
        for (Interval part : parts) {
            if (!before.contains(part)) {
                (part.isOpen() ? lasting : rows).add(Appended.of(gpu, part, null));
            }
        }
    }

    List<Appended> rows() {
        return rows;
    }

    List<Appended> lasting() {
        return lasting;
    }

    /** GPUs whose lasting stretch ended, and that may have a new one in {@link #lasting()}. */
    List<String> ended() {
        return ended;
    }

    private void takeBack(String gpu, Entry entry) {
        if (entry.id() == null) {
            ended.add(gpu);
        } else {
            rows.add(Appended.of(gpu, entry.interval(), Objects.requireNonNull(entry.id())));
        }
    }
}
