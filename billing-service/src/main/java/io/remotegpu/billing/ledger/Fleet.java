package io.remotegpu.billing.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which host has which GPU since when. */
@Component
class Fleet {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);

    private final JdbcClient jdbc;
    private final LedgerProperties properties;
    private final MeterRegistry meters;
    private final Removals removals;

    Fleet(JdbcClient jdbc, LedgerProperties properties, MeterRegistry meters, Removals removals) {
        this.jdbc = jdbc;
        this.removals = removals;
        this.properties = properties;
        this.meters = meters;
    }

    private record Presence(String gpuUuid, String hostId, Instant start, Instant end) {
        boolean lasts() {
            return end.equals(Instant.MAX);
        }
    }

    /** What an inventory changes: GPUs that came, GPUs that are gone. */
    List<TrackChange> register(GpuLedger.Inventory inventory) {
        String host = inventory.hostId().value();
        Set<String> claimed = inventory.gpus().stream().map(GpuLedger.Gpu::uuid).collect(Collectors.toSet());
        List<Presence> known = known(host, claimed);
        List<TrackChange> changes = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        for (Presence presence : known) {
            boolean here = presence.hostId().equals(host);
            if (presence.lasts() && here && !claimed.contains(presence.gpuUuid())) {
                changes.addAll(end(known, presence, inventory.at()));
            } else if (presence.lasts() && !here && isAlive(presence.hostId(), inventory.at())) {
                refuse(host, presence);
                refused.add(presence.gpuUuid());
            } else if (presence.lasts() && !here) {
                changes.addAll(end(known, presence, inventory.at()));
            }
        }
        inventory.gpus().stream()
                .filter(gpu -> !refused.contains(gpu.uuid()))
                .forEach(gpu -> changes.addAll(come(known, host, gpu, inventory.at())));
        return changes;
    }

    private List<TrackChange> come(List<Presence> known, String host, GpuLedger.Gpu gpu, Instant at) {
        jdbc.sql("""
                insert into ledger_gpus as known (gpu_uuid, host_id, model, seen_at) values (?, ?, ?, ?)
                on conflict (gpu_uuid) do update set host_id = excluded.host_id, model = excluded.model,
                    seen_at = case when known.host_id = excluded.host_id then greatest(known.seen_at, excluded.seen_at) else excluded.seen_at end
                """)
                .params(gpu.uuid(), host, gpu.model(), at.atOffset(ZoneOffset.UTC))
                .update();
        boolean isHere = known.stream()
                .anyMatch(presence -> presence.lasts()
                        && presence.hostId().equals(host)
                        && presence.gpuUuid().equals(gpu.uuid()));
        if (isHere) {
            return List.of();
        }
        List<GpuSpan> spans = spansExcept(known, gpu.uuid(), host, null);
        spans.add(new GpuSpan(GpuSpan.Kind.PRESENT, at, removals.next(host, at)));
        return List.of(change(gpu.uuid(), host, spans));
    }

    /** What the host had ends with it; what it has registered since, which may have been heard of before, is new. */
    List<TrackChange> remove(GpuLedger.Removal removal) {
        String host = removal.hostId().value();
        removals.keep(host, removal.at());
        List<Presence> known = known(host, Set.of());
        return known.stream()
                .filter(presence -> presence.lasts() && presence.hostId().equals(host))
                .filter(presence -> presence.start().isBefore(removal.at()))
                .map(presence -> change(presence.gpuUuid(), host, withoutTimeAfter(removal.at(), known, presence)))
                .toList();
    }

    private List<GpuSpan> withoutTimeAfter(Instant removal, List<Presence> known, Presence presence) {
        List<GpuSpan> spans = spansExcept(known, presence.gpuUuid(), presence.hostId(), presence);
        spans.add(new GpuSpan(GpuSpan.Kind.PRESENT, presence.start(), removal));
        seenAfter(removal, presence)
                .ifPresent(since ->
                        spans.add(new GpuSpan(GpuSpan.Kind.PRESENT, since, removals.next(presence.hostId(), since))));
        return spans;
    }

    private Optional<Instant> seenAfter(Instant removal, Presence presence) {
        return jdbc.sql("select seen_at from ledger_gpus where gpu_uuid = ? and host_id = ? and seen_at > ?")
                .params(presence.gpuUuid(), presence.hostId(), removal.atOffset(ZoneOffset.UTC))
                .query((row, index) -> Times.start(row, "seen_at"))
                .optional();
    }

    private static List<TrackChange> end(List<Presence> known, Presence gone, Instant at) {
        List<GpuSpan> spans = spansExcept(known, gone.gpuUuid(), gone.hostId(), gone);
        if (at.isAfter(gone.start())) {
            spans.add(new GpuSpan(GpuSpan.Kind.PRESENT, gone.start(), at));
        }
        return List.of(change(gone.gpuUuid(), gone.hostId(), spans));
    }

    private static List<GpuSpan> spansExcept(List<Presence> known, String gpu, String host, @Nullable Presence except) {
        return known.stream()
                .filter(presence ->
                        presence.gpuUuid().equals(gpu) && presence.hostId().equals(host) && !presence.equals(except))
                .map(presence -> new GpuSpan(GpuSpan.Kind.PRESENT, presence.start(), presence.end()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static TrackChange change(String gpu, String host, List<GpuSpan> spans) {
        return new TrackChange(gpu, "presence", host, host, null, 0, spans);
    }

    private List<Presence> known(String host, Set<String> claimed) {
        return jdbc.sql("""
                select gpu_uuid, host_id, start_time, nullif(end_time, 'infinity') as until_time from gpu_spans
                where track = 'presence' and gpu_uuid in (
                    select gpu_uuid from ledger_gpus where host_id = :host or gpu_uuid = any (string_to_array(:gpus, ',')))
                order by gpu_uuid, start_time
                """)
                .param("host", host)
                .param("gpus", String.join(",", claimed))
                .query((row, index) -> new Presence(
                        row.getString("gpu_uuid"),
                        row.getString("host_id"),
                        Times.start(row, "start_time"),
                        Times.end(row, "until_time")))
                .list();
    }

    private boolean isAlive(String host, Instant at) {
        return jdbc.sql("select exists (select from host_attestations where host_id = ? and end_time >= ?)")
                .params(host, at.minus(properties.silentAfter()).atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    private void refuse(String host, Presence presence) {
        meters.counter("billing.facts.refused", "reason", "gpu_of_another_host").increment();
        LOG.warn(
                "Host {} claims GPU {} of host {}, which is alive and has it: refused",
                host,
                presence.gpuUuid(),
                presence.hostId());
    }
}
