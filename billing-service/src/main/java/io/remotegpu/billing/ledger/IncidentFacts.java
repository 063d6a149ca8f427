package io.remotegpu.billing.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** When GPUs could not be shown clean or were taken out of work, and when that was over. Only appended. */
@Component
class IncidentFacts {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IncidentFacts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Row(String gpuUuid, String hostId, long epoch, String kind, Instant at) {
        static Row of(GpuLedger.Incident fact) {
            String kind = fact.over() ? fact.kind().end() : fact.kind().start();
            return new Row(fact.gpuUuid(), fact.hostId().value(), fact.number(), kind, fact.at());
        }
    }

    List<TrackChange> record(Collection<GpuLedger.Incident> facts) {
        Map<IncidentKind, List<Row>> byKind = facts.stream()
                .collect(Collectors.groupingBy(
                        GpuLedger.Incident::kind, Collectors.mapping(Row::of, Collectors.toList())));
        List<TrackChange> changes = new ArrayList<>();
        byKind.forEach((kind, rows) -> changes.addAll(record(kind, json.writeValueAsString(rows))));
        return changes;
    }

    private List<TrackChange> record(IncidentKind kind, String rows) {
        jdbc.sql("""
                insert into gpu_facts (gpu_uuid, host_id, epoch, kind, at, recorded_at)
                select gpu_uuid, host_id, epoch, kind, at, cast(:now as timestamptz)
                from jsonb_to_recordset(cast(:rows as jsonb)) as f (gpu_uuid text, host_id text, epoch bigint, kind text, at timestamptz)
                on conflict do nothing
                """)
                .param("rows", rows)
                .param("now", clock.instant().toString())
                .update();
        return jdbc.sql("""
                select s.gpu_uuid, s.epoch, s.host_id, min(s.at) as start_time, min(e.at) as end_time
                from jsonb_to_recordset(cast(:rows as jsonb)) as f (gpu_uuid text, epoch bigint)
                join gpu_facts s on s.gpu_uuid = f.gpu_uuid and s.epoch = f.epoch and s.kind = :start
                left join gpu_facts e on e.gpu_uuid = s.gpu_uuid and e.epoch = s.epoch and e.host_id = s.host_id and e.kind = :end
                group by s.gpu_uuid, s.epoch, s.host_id
                """)
                .param("rows", rows)
                .param("start", kind.start())
                .param("end", kind.end())
                .query((row, index) -> new TrackChange(
                        row.getString("gpu_uuid"),
                        kind.track(),
                        Long.toString(row.getLong("epoch")),
                        row.getString("host_id"),
                        null,
                        0,
                        spans(kind.span(), Times.start(row, "start_time"), Times.end(row, "end_time"))))
                .list();
    }

    /** A host whose clock is behind may show a GPU clean before we heard that it was not. */
    private static List<GpuSpan> spans(GpuSpan.Kind kind, Instant start, Instant end) {
        return end.isAfter(start) ? List.of(new GpuSpan(kind, start, end)) : List.of();
    }
}
