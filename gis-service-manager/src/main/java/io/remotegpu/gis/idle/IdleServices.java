package io.remotegpu.gis.idle;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Running services, and when each was last asked for. */
@Repository
class IdleServices {
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    static final String SQL = """
            select s.id, greatest(s.last_started_at, asked.minute + interval '1 minute') as since
            from user_service_configs s left join lateral (
                select minute from service_traffic t where t.service_id = s.id and t.requests > 0 order by minute desc limit 1
            ) asked on true
            where s.service_status = 'running' and s.deleted_at is null and s.last_started_at <= :before
              and greatest(s.last_started_at, asked.minute + interval '1 minute') <= :before
            """;

    private final JdbcClient jdbc;

    IdleServices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param since the end of the minute of its last request, or its start if there was none after it */
    record Quiet(long service, Instant since) {}

    /** Those that nobody asked for in the last minute. */
    List<Quiet> at(Instant now) {
        return jdbc.sql(SQL)
                .param("before", Timestamp.from(now.minus(SHORTEST)))
                .query((row, number) ->
                        new Quiet(row.getLong("id"), row.getTimestamp("since").toInstant()))
                .list();
    }
}
