package io.remotegpu.billing.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** When GPUs could not be shown clean, and when they were. Only appended. */
@Component
class QuarantineFacts {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    QuarantineFacts(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Row(String gpuUuid, String hostId, long epoch, String kind, Instant at) {
        static Row of(GpuLedger.Cleanness fact) {
            String kind = fact.clean() ? "shown_clean" : "quarantined";
            return new Row(fact.gpuUuid(), fact.hostId().value(), fact.epoch(), kind, fact.at());
        }
    }

    List<TrackChange> record(Collection<GpuLedger.Cleanness> facts) {
        if (facts.isEmpty()) {
            return List.of();
        }
        String rows = json.writeValueAsString(facts.stream().map(Row::of).toList());
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
                select q.gpu_uuid, q.epoch, q.host_id, min(q.at) as start_time, min(c.at) as end_time
                from jsonb_to_recordset(cast(:rows as jsonb)) as f (gpu_uuid text, epoch bigint)
                join gpu_facts q on q.gpu_uuid = f.gpu_uuid and q.epoch = f.epoch and q.kind = 'quarantined'
                left join gpu_facts c on c.gpu_uuid = q.gpu_uuid and c.epoch = q.epoch and c.host_id = q.host_id and c.kind = 'shown_clean'
                group by q.gpu_uuid, q.epoch, q.host_id
                """)
                .param("rows", rows)
                .query((row, index) -> new TrackChange(
                        row.getString("gpu_uuid"),
                        "quarantine",
                        Long.toString(row.getLong("epoch")),
                        row.getString("host_id"),
                        null,
                        0,
                        quarantined(Times.start(row, "start_time"), Times.end(row, "end_time"))))
                .list();
    }

    /** A host whose clock is behind may show a GPU clean before we heard that it was not. */
    private static List<GpuSpan> quarantined(Instant start, Instant end) {
        List<GpuSpan> spans = new ArrayList<>();
        if (end.isAfter(start)) {
            spans.add(new GpuSpan(GpuSpan.Kind.QUARANTINED, start, end));
        }
        return spans;
    }
}
