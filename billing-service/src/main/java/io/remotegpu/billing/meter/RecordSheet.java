package io.remotegpu.billing.meter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The records of some workloads while they are brought up to date. Decides only; writing is for others. */
final class RecordSheet {
    private final Map<Place, StoredRecord> before;
    private final Map<Place, StoredRecord> now;
    private final Map<String, List<Place>> byWorkload;
    private final RecordOpener.Opening opening;

    RecordSheet(Collection<StoredRecord> stored, RecordOpener.Opening opening) {
        this.before = stored.stream()
                .collect(Collectors.toMap(
                        Place::of, record -> record, (one, other) -> one.isVoid() ? other : one, LinkedHashMap::new));
        this.now = new LinkedHashMap<>(before);
        this.byWorkload = now.keySet().stream()
                .collect(Collectors.groupingBy(
                        place -> place.lease().workloadId().value(), Collectors.toCollection(ArrayList::new)));
        this.opening = opening;
    }

    /** Which record of which lease. */
    private record Place(Lease lease, int segment) {
        static Place of(StoredRecord record) {
            return new Place(record.lease(), record.segment());
        }
    }

    /** A record that was there and is different now. */
    record Amended(StoredRecord before, StoredRecord after) {}

    /** What the facts say of one lease now. */
    void enter(KnownLease lease) {
        List<Metered> stretches = lease.stretches();
        for (int segment = 0; segment < stretches.size(); segment++) {
            enter(lease, new Place(lease.lease(), segment), stretches.get(segment));
        }
        for (int segment = stretches.size(); ; segment++) {
            StoredRecord merged = now.get(new Place(lease.lease(), segment));
            if (merged == null) {
                return;
            }
            now.put(new Place(lease.lease(), segment), merged.isVoid() ? merged : merged.voided());
        }
    }

    List<StoredRecord> opened() {
        return now.entrySet().stream()
                .filter(entry -> !before.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    List<Amended> amended() {
        return before.entrySet().stream()
                .map(entry -> new Amended(entry.getValue(), Objects.requireNonNull(now.get(entry.getKey()))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private void enter(KnownLease lease, Place place, Metered stretch) {
        StoredRecord known = now.get(place);
        if (known == null) {
            known = opening.open(lease, place.segment(), stretch);
            if (known.isGivenAway()) {
                return;
            }
            byWorkload
                    .computeIfAbsent(lease.lease().workloadId().value(), workload -> new ArrayList<>())
                    .add(place);
        } else if (known.stretch().equals(stretch) && !known.isVoid()) {
            return;
        }
        now.put(place, opening.fitting(known, lease, stretch).with(stretch, known.seconds()));
    }

    /** A second that two leases of a workload claim, because their hosts' clocks differ, is billed under the later one. */
    void settle() {
        now.replaceAll((place, record) ->
                record.isVoid() ? record : record.with(record.stretch(), seconds(place, record.stretch())));
    }

    private long seconds(Place place, Metered stretch) {
        if (stretch.end() == null) {
            return 0;
        }
        return new Span(stretch.start(), stretch.end()).secondsOutside(spansOfLater(place.lease()));
    }

    private List<Span> spansOfLater(Lease lease) {
        return byWorkload.getOrDefault(lease.workloadId().value(), List.of()).stream()
                .filter(other -> other.lease().epoch() > lease.epoch() && !lease.isHome())
                .map(now::get)
                .filter(record -> record != null && !record.isVoid())
                .map(record -> new Span(
                        record.stretch().start(),
                        Objects.requireNonNullElse(record.stretch().end(), Instant.MAX)))
                .toList();
    }
}
