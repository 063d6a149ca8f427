package io.remotegpu.workspace.timeline;

import io.remotegpu.contracts.WorkloadId;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to each environment, oldest first unless asked otherwise. */
@Repository
public class Timeline {
    private final JdbcClient jdbc;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Written in the transaction that makes it true. */
    public void record(WorkloadId environment, TimelineEntry entry) {
        jdbc.sql("""
                        insert into environment_events (environment_id, at, type, status, message, actor)
                        values (:environment, :at, :type, :status, :message, :actor)
                        """)
                .param("environment", environment.value())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("type", entry.type())
                .param("status", entry.status())
                .param("message", entry.message())
                .param("actor", entry.actor())
                .update();
    }

    /**
     * Takes the place of the last entry of its type since the last of another, if that is older, and is told anew to whoever follows; it is a new one if
     * there is none since then. The caller has locked the environment.
     *
     * @param since type of the entry with which that began of which this is the progress
     */
    public void progress(WorkloadId environment, TimelineEntry entry, String since) {
        Long last = jdbc.sql("""
                        select max(id) filter (where type = :type) from environment_events
                        where environment_id = :environment and type in (:type, :since)
                        having max(id) filter (where type = :type) > coalesce(max(id) filter (where type = :since), 0)
                        """)
                .param("environment", environment.value())
                .param("type", entry.type())
                .param("since", since)
                .query(Long.class)
                .optional()
                .orElse(null);
        if (last == null) {
            record(environment, entry);
            return;
        }
        jdbc.sql("""
                        update environment_events set at = :at, message = :message, transaction_id = pg_current_xact_id()
                        where at < :at and id = :last
                        """)
                .param("last", last)
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("message", entry.message())
                .update();
    }

    /** @param query sorted by {@code id} only, which is the order in which things became known here */
    public PageView<TimelineEntry> page(WorkloadId environment, PageQuery query) {
        List<TimelineEntry> entries = jdbc.sql("""
                        select at, type, status, message, actor from environment_events
                        where environment_id = :environment order by %s limit :limit offset :offset
                        """.formatted(query.orderBy()))
                .param("environment", environment.value())
                .param("limit", query.limit())
                .param("offset", query.offset())
                .query(Timeline::entry)
                .list();
        long total = jdbc.sql("select count(*) from environment_events where environment_id = :environment")
                .param("environment", environment.value())
                .query(Long.class)
                .single();
        return PageView.of(query, entries, total);
    }

    private static TimelineEntry entry(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"),
                row.getString("status"),
                row.getString("message"),
                row.getString("actor"));
    }
}
