package io.remotegpu.workspace.idle;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.workspace.requests.RequestJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is remembered between looks, a row for each environment that ever ran. */
@Repository
class Watches {
    private final JdbcClient jdbc;

    Watches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The watch, and what the last look showed. */
    record Kept(Watch watch, List<Trace> traces) {}

    /** Nobody else changes it until the transaction ends. */
    Optional<Watch> lock(WorkloadId environment) {
        return jdbc.sql("select * from idle_watches where environment_id = :id for update")
                .param("id", environment.value())
                .query(Watches::watch)
                .optional();
    }

    Optional<Kept> find(WorkloadId environment) {
        return jdbc.sql("select * from idle_watches where environment_id = :id")
                .param("id", environment.value())
                .query((row, number) ->
                        new Kept(watch(row, number), List.of(RequestJson.read(row.getString("traces"), Trace[].class))))
                .optional();
    }

    void save(Watched environment, Watch watch, List<Trace> traces) {
        jdbc.sql("""
                        insert into idle_watches
                            (environment_id, workspace_id, epoch, seen_at, used_at, used_by, warned_at, stops_at, traces)
                        values (:id, :workspace, :epoch, :seen_at, :used_at, :used_by, :warned_at, :stops_at,
                            cast(:traces as jsonb))
                        on conflict (environment_id) do update set workspace_id = excluded.workspace_id,
                            epoch = excluded.epoch, seen_at = excluded.seen_at, used_at = excluded.used_at,
                            used_by = excluded.used_by, warned_at = excluded.warned_at, stops_at = excluded.stops_at,
                            traces = excluded.traces
                        """)
                .param("id", environment.id().value())
                .param("workspace", environment.workspaceId().value())
                .param("epoch", watch.epoch())
                .param("seen_at", utc(watch.seenAt()))
                .param("used_at", utc(watch.usedAt()))
                .param("used_by", watch.usedBy())
                .param("warned_at", utc(watch.warnedAt()))
                .param("stops_at", utc(watch.stopsAt()))
                .param("traces", RequestJson.write(traces))
                .update();
    }

    private static Watch watch(ResultSet row, int number) throws SQLException {
        return new Watch(
                row.getLong("epoch"),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getObject("used_at", OffsetDateTime.class).toInstant(),
                row.getString("used_by"),
                instant(row.getObject("warned_at", OffsetDateTime.class)),
                instant(row.getObject("stops_at", OffsetDateTime.class)));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
