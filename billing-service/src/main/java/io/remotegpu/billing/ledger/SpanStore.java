package io.remotegpu.billing.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What each source says of each GPU now. */
@Repository
class SpanStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    SpanStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    private record Row(
            String gpuUuid,
            String track,
            String source,
            String kind,
            String hostId,
            @Nullable String workloadId,
            long epoch,
            String startTime,
            String endTime) {
        static Row of(TrackChange change, TrackedSpan span) {
            return new Row(
                    change.gpuUuid(),
                    change.track(),
                    change.source(),
                    span.kind().wireName(),
                    span.hostId(),
                    span.workloadId(),
                    span.epoch(),
                    Times.text(span.start()),
                    Times.text(span.end()));
        }
    }

    private record WindowRow(String gpuUuid, String startTime, String endTime) {}

    Map<TrackChange.Key, Set<TrackedSpan>> said(Collection<TrackChange> changes) {
        Map<TrackChange.Key, Set<TrackedSpan>> found = new HashMap<>();
        jdbc.sql("""
                select s.*, nullif(s.end_time, 'infinity') as until_time
                from jsonb_to_recordset(cast(:keys as jsonb)) as k (gpu_uuid text, track text, source text)
                join gpu_spans s using (gpu_uuid, track, source)
                """)
                .param(
                        "keys",
                        json.writeValueAsString(
                                changes.stream().map(TrackChange::key).toList()))
                .query((row, index) -> found.computeIfAbsent(
                                new TrackChange.Key(
                                        row.getString("gpu_uuid"), row.getString("track"), row.getString("source")),
                                key -> new HashSet<>())
                        .add(span(row)))
                .list();
        return found;
    }

    void replace(Collection<TrackChange> changes) {
        String keys =
                json.writeValueAsString(changes.stream().map(TrackChange::key).toList());
        jdbc.sql("""
                delete from gpu_spans s using jsonb_to_recordset(cast(:keys as jsonb)) as k (gpu_uuid text, track text, source text)
                where s.gpu_uuid = k.gpu_uuid and s.track = k.track and s.source = k.source
                """).param("keys", keys).update();
        List<Row> rows = changes.stream()
                .flatMap(change -> change.tracked().stream().map(span -> Row.of(change, span)))
                .toList();
        jdbc.sql("""
                insert into gpu_spans (gpu_uuid, track, source, kind, host_id, workload_id, epoch, start_time, end_time)
                select * from jsonb_to_recordset(cast(:rows as jsonb))
                    as s (gpu_uuid text, track text, source text, kind text, host_id text, workload_id text, epoch bigint,
                          start_time timestamptz, end_time timestamptz)
                on conflict do nothing
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    /** Everything said by anyone of these parts of time lines. */
    Map<String, List<TrackedSpan>> within(Collection<Window> windows) {
        Map<String, List<TrackedSpan>> found = new HashMap<>();
        jdbc.sql("""
                select s.*, nullif(s.end_time, 'infinity') as until_time
                from jsonb_to_recordset(cast(:windows as jsonb)) as w (gpu_uuid text, start_time timestamptz, end_time timestamptz)
                cross join lateral (
                    select * from gpu_spans s where s.gpu_uuid = w.gpu_uuid and s.end_time > w.start_time and s.start_time < w.end_time) s
                """)
                .param("windows", rows(json, windows))
                .query((row, index) -> found.computeIfAbsent(row.getString("gpu_uuid"), gpu -> new ArrayList<>())
                        .add(span(row)))
                .list();
        return found;
    }

    static String rows(JsonMapper json, Collection<Window> windows) {
        return json.writeValueAsString(windows.stream()
                .map(window -> new WindowRow(window.gpuUuid(), Times.text(window.start()), Times.text(window.end())))
                .toList());
    }

    private static TrackedSpan span(ResultSet row) throws SQLException {
        return new TrackedSpan(
                GpuSpan.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("host_id"),
                row.getString("workload_id"),
                row.getLong("epoch"),
                Times.start(row, "start_time"),
                Times.end(row, "until_time"));
    }
}
