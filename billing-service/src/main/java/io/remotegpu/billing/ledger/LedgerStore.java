package io.remotegpu.billing.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The ledger itself: what has an end is appended and at most taken back by another row, what lasts is one row per GPU. */
@Repository
class LedgerStore {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    LedgerStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param id null for the stretch that lasts */
    record Entry(@Nullable Long id, Interval interval) {}

    /** A row to append; {@code reverses} names the row it takes back. */
    record Appended(
            String gpuUuid,
            String hostId,
            String state,
            boolean held,
            @Nullable String workloadId,
            long epoch,
            String startTime,
            @Nullable String endTime,
            int sign,
            @Nullable Long reverses) {
        static Appended of(String gpu, Interval interval, @Nullable Long reverses) {
            return new Appended(
                    gpu,
                    interval.hostId(),
                    interval.state().wireName(),
                    interval.held(),
                    interval.workloadId(),
                    interval.epoch(),
                    interval.start().toString(),
                    interval.isOpen() ? null : interval.end().toString(),
                    reverses == null ? 1 : -1,
                    reverses);
        }
    }

    /** What the ledger holds in these parts of time lines. Intervals are cut by month, so none that counts begins before the first month. */
    Map<String, List<Entry>> within(Collection<Window> windows) {
        Instant first =
                windows.stream().map(Window::start).min(Instant::compareTo).orElseThrow();
        Map<String, List<Entry>> found = new HashMap<>();
        jdbc.sql("""
                with w as (select * from jsonb_to_recordset(cast(:windows as jsonb)) as w (gpu_uuid text, start_time timestamptz, end_time timestamptz))
                select u.gpu_uuid, u.id, u.state, u.held, u.host_id, u.workload_id, u.epoch, u.start_time, u.end_time
                from w cross join lateral (
                    select * from usage_intervals u
                    where u.gpu_uuid = w.gpu_uuid and u.end_time > w.start_time and u.start_time < w.end_time and u.sign = 1
                      and u.start_time >= cast(:month as timestamptz)
                      and not exists (select from usage_intervals r where r.reverses = u.id and r.start_time = u.start_time)) u
                union all
                select t.gpu_uuid, null, t.state, t.held, t.host_id, t.workload_id, t.epoch, t.start_time, null
                from w join gpu_timelines t using (gpu_uuid) where t.start_time < w.end_time
                """)
                .param("windows", SpanStore.rows(json, windows))
                .param("month", month(first).toString())
                .query((row, index) -> found.computeIfAbsent(row.getString("gpu_uuid"), gpu -> new ArrayList<>())
                        .add(new Entry(row.getObject("id", Long.class), interval(row))))
                .list();
        return found;
    }

    void append(Collection<Appended> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into usage_intervals (gpu_uuid, host_id, state, held, workload_id, epoch, start_time, end_time, sign, reverses, recorded_at)
                select gpu_uuid, host_id, state, held, workload_id, epoch, start_time, end_time, sign, reverses, cast(:now as timestamptz)
                from jsonb_to_recordset(cast(:rows as jsonb))
                    as u (gpu_uuid text, host_id text, state text, held boolean, workload_id text, epoch bigint, start_time timestamptz,
                          end_time timestamptz, sign smallint, reverses bigint)
                """)
                .param("rows", json.writeValueAsString(rows))
                .param("now", clock.instant().toString())
                .update();
    }

    /** The stretches that last; these GPUs have no others. */
    void lasting(Collection<Appended> rows, Collection<String> without) {
        if (!without.isEmpty()) {
            jdbc.sql("delete from gpu_timelines where gpu_uuid = any (:gpus)")
                    .param("gpus", without.toArray(String[]::new))
                    .update();
        }
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into gpu_timelines (gpu_uuid, host_id, state, held, workload_id, epoch, start_time)
                select gpu_uuid, host_id, state, held, workload_id, epoch, start_time
                from jsonb_to_recordset(cast(:rows as jsonb))
                    as t (gpu_uuid text, host_id text, state text, held boolean, workload_id text, epoch bigint, start_time timestamptz)
                on conflict (gpu_uuid) do update set host_id = excluded.host_id, state = excluded.state, held = excluded.held,
                    workload_id = excluded.workload_id, epoch = excluded.epoch, start_time = excluded.start_time
                """).param("rows", json.writeValueAsString(rows)).update();
    }

    private static Instant month(Instant instant) {
        LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
        return day.withDayOfMonth(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static Interval interval(ResultSet row) throws SQLException {
        return new Interval(
                State.of(row.getString("state")),
                row.getBoolean("held"),
                row.getString("host_id"),
                row.getString("workload_id"),
                row.getLong("epoch"),
                Times.start(row, "start_time"),
                Times.end(row, "end_time"));
    }
}
