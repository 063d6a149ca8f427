package io.remotegpu.scheduler.hosts;

import io.remotegpu.contracts.HostId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to each host, for those who run it. Written in the transaction that makes it true. */
@Component
public class HostEvents {
    private final JdbcClient jdbc;
    private final Clock clock;

    HostEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record HostEvent(long id, Instant at, String type, String message) {}

    /** @param type a word that programs may look for, such as {@code lost}; {@code message} is for people */
    public void record(HostId host, String type, String message) {
        jdbc.sql("insert into host_events (host_id, at, type, message) values (:host, :now, :type, :message)")
                .param("host", host.value())
                .param("now", Timestamp.from(Instant.now(clock)))
                .param("type", type)
                .param("message", message)
                .update();
    }

    /** Newest first. */
    List<HostEvent> list(String host, int limit, long offset) {
        return jdbc.sql("""
                select id, at, type, message from host_events
                where host_id = :host order by id desc limit :limit offset :offset
                """)
                .param("host", host)
                .param("limit", limit)
                .param("offset", offset)
                .query(HostEvent.class)
                .list();
    }

    long count(String host) {
        return jdbc.sql("select count(*) from host_events where host_id = :host")
                .param("host", host)
                .query(Long.class)
                .single();
    }
}
