package io.remotegpu.billing.ledger;

import io.remotegpu.billing.ledger.Coverage.Stretch;
import io.remotegpu.billing.turns.Turns;
import io.remotegpu.contracts.HostId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps when each host was heard of; a silence makes its GPUs unknown for as long as it lasted. */
@Component
class Attestations {
    private final JdbcClient jdbc;
    private final Turns turns;
    private final LedgerProperties properties;

    Attestations(JdbcClient jdbc, Turns turns, LedgerProperties properties) {
        this.jdbc = jdbc;
        this.turns = turns;
        this.properties = properties;
    }

    /** What changes on the tracks of the hosts' GPUs: silences that ended now, or that were shorter than they seemed. */
    List<TrackChange> record(Collection<GpuLedger.Heard> heard) {
        Map<String, List<Instant>> byHost = heard.stream()
                .collect(Collectors.groupingBy(
                        each -> each.hostId().value(),
                        TreeMap::new,
                        Collectors.mapping(GpuLedger.Heard::at, Collectors.toList())));
        List<TrackChange> changes = new ArrayList<>();
        byHost.forEach((host, instants) -> changes.addAll(record(host, instants)));
        return changes;
    }

    private List<TrackChange> record(String host, List<Instant> heard) {
        takeTurn(host);
        Instant first = heard.stream().min(Instant::compareTo).orElseThrow();
        List<Stretch> before = around(host, first.minus(properties.silentAfter()));
        List<Stretch> now = Coverage.with(before, heard, properties.silentAfter());
        if (now.equals(before)) {
            return List.of();
        }
        before.stream().filter(stretch -> !now.contains(stretch)).forEach(stretch -> delete(host, stretch));
        now.stream().filter(stretch -> !before.contains(stretch)).forEach(stretch -> insert(host, stretch));
        return silences(host, Coverage.silences(before), Coverage.silences(now));
    }

    private List<TrackChange> silences(String host, List<Stretch> before, List<Stretch> now) {
        if (before.equals(now)) {
            return List.of();
        }
        List<String> gpus = jdbc.sql("select gpu_uuid from ledger_gpus where host_id = ?")
                .param(host)
                .query(String.class)
                .list();
        List<TrackChange> changes = new ArrayList<>();
        for (String gpu : gpus) {
            before.stream()
                    .filter(silence ->
                            now.stream().noneMatch(other -> other.start().equals(silence.start())))
                    .forEach(silence -> changes.add(change(host, gpu, silence, List.of())));
            now.forEach(silence -> changes.add(silent(host, gpu, silence)));
        }
        return changes;
    }

    /** Whoever reads a host's GPUs to say when they were silent, or its silences to tell new GPUs of them, does so alone. */
    void takeTurn(HostId host) {
        takeTurn(host.value());
    }

    private void takeTurn(String host) {
        turns.take("host:" + host);
    }

    /** What a GPU that becomes known only now missed: the silences of its host that ended after {@code since}. */
    List<TrackChange> silencesOf(String gpu, String host, Instant since) {
        return Coverage.silences(around(host, since)).stream()
                .filter(silence -> silence.end().isAfter(since))
                .map(silence -> silent(host, gpu, silence))
                .toList();
    }

    /** A host that loses a GPU in the middle of a silence: it lasted until then, as far as the GPU goes. */
    List<TrackChange> silenceUntil(String gpu, String host, Instant lost) {
        Stretch last = around(host, lost).stream()
                .filter(stretch -> stretch.start().isBefore(lost))
                .reduce((one, later) -> later)
                .orElse(new Stretch(lost, lost));
        return last.end().plus(properties.silentAfter()).isBefore(lost)
                ? List.of(silent(host, gpu, new Stretch(last.end(), lost)))
                : List.of();
    }

    private static TrackChange silent(String host, String gpu, Stretch silence) {
        return change(host, gpu, silence, List.of(new GpuSpan(GpuSpan.Kind.SILENT, silence.start(), silence.end())));
    }

    private static TrackChange change(String host, String gpu, Stretch silence, List<GpuSpan> spans) {
        return new TrackChange(gpu, "silence", host + ":" + silence.start(), host, null, 0, spans);
    }

    /** Stretches that end at or after {@code from}, and the last one before. */
    private List<Stretch> around(String host, Instant from) {
        return jdbc.sql("""
                (select start_time, end_time from host_attestations where host_id = :host and end_time >= :from)
                union
                (select start_time, end_time from host_attestations where host_id = :host and end_time < :from order by end_time desc limit 1)
                order by start_time
                """)
                .param("host", host)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Stretch(Times.start(row, "start_time"), Times.start(row, "end_time")))
                .list();
    }

    private void delete(String host, Stretch stretch) {
        jdbc.sql("delete from host_attestations where host_id = ? and start_time = ?")
                .params(host, stretch.start().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void insert(String host, Stretch stretch) {
        jdbc.sql("insert into host_attestations (host_id, start_time, end_time) values (?, ?, ?)")
                .params(
                        host,
                        stretch.start().atOffset(ZoneOffset.UTC),
                        stretch.end().atOffset(ZoneOffset.UTC))
                .update();
    }
}
