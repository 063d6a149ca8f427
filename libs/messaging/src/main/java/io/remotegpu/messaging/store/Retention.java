package io.remotegpu.messaging.store;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;

/** Deletes old rows in bounded batches. Several replicas may do so at once: each skips what another has locked. */
final class Retention {
    private static final String OLD_OUTBOX = """
            delete from outbox where id in (
                select id from outbox where created_at < :before order by created_at limit :batch for update skip locked)
            """;
    private static final String OLD_INBOX = """
            delete from inbox where (consumer, message_id) in (
                select consumer, message_id from inbox where received_at < :before
                order by received_at limit :batch for update skip locked)
            """;

    private final JdbcClient jdbc;
    private final RetentionProperties properties;
    private final Clock clock;

    Retention(JdbcClient jdbc, RetentionProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${remotegpu.messaging.retention.every:5m}", initialDelayString = "1m")
    void clean() {
        delete(OLD_OUTBOX, properties.outbox());
        delete(OLD_INBOX, properties.inbox());
    }

    private void delete(String sql, Duration age) {
        OffsetDateTime before = OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC);
        int deleted;
        do {
            deleted = jdbc.sql(sql)
                    .param("before", before)
                    .param("batch", properties.batch())
                    .update();
        } while (deleted == properties.batch());
    }
}
