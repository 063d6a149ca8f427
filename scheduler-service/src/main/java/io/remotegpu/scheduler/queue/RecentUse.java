package io.remotegpu.scheduler.queue;

import io.remotegpu.scheduler.queue.FairShare.Use;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What workspaces used lately, read from the leases at most every few seconds: the queue is looked at far more often than use changes. */
@Component
class RecentUse {
    private static final Duration FRESH = Duration.ofSeconds(15);
    /** What is older weighs less than a sixteenth. */
    private static final int HALF_LIVES = 4;

    private final JdbcClient jdbc;
    private final QueueProperties properties;
    private final Clock clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    RecentUse(JdbcClient jdbc, QueueProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    private record Known(Instant at, Map<Long, Double> hours) {}

    /** Decayed GPU-hours by workspace. */
    Map<Long, Double> hours() {
        Instant now = Instant.now(clock);
        if (known.at().isBefore(now.minus(FRESH))) {
            known = new Known(now, new FairShare(properties.halfLife()).of(uses(now), now));
        }
        return known.hours();
    }

    private List<Use> uses(Instant now) {
        return jdbc.sql("""
                select a.workspace_id, g.share, g.opened_at, coalesce(g.closed_at, :now) as until
                from gpu_leases g join allocations a using (workload_id)
                where g.closed_at is null or g.closed_at > :since
                """)
                .param("now", Timestamp.from(now))
                .param("since", Timestamp.from(now.minus(properties.halfLife().multipliedBy(HALF_LIVES))))
                .query(RecentUse::use)
                .list();
    }

    private static Use use(ResultSet row, int number) throws SQLException {
        return new Use(
                row.getLong("workspace_id"),
                row.getInt("share"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("until").toInstant());
    }
}
