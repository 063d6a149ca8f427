package io.remotegpu.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.remotegpu.messaging.MessagingTest;
import io.remotegpu.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MessagingTest
class RetentionIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Autowired
    private JdbcClient jdbc;

    @Test
    void deletesWhatIsOldBatchByBatchAndKeepsTheRest() {
        for (int i = 0; i < 25; i++) {
            claim(LONG_AGO);
        }
        UUID young = claim(LONG_AGO.plus(Duration.ofDays(10)));
        MutableClock clock = new MutableClock(LONG_AGO.plus(Duration.ofDays(15)));
        RetentionProperties properties =
                new RetentionProperties(Duration.ofDays(3), Duration.ofDays(14), Duration.ofMinutes(5), 10);

        new Retention(jdbc, properties, clock).clean();

        assertThat(jdbc.sql("select message_id from inbox where consumer = 'retention'")
                        .query(UUID.class)
                        .list())
                .containsExactly(young);
    }

    private UUID claim(Instant receivedAt) {
        UUID id = UUID.randomUUID();
        jdbc.sql("insert into inbox (consumer, message_id, received_at) values ('retention', ?, ?)")
                .params(id, OffsetDateTime.ofInstant(receivedAt, ZoneOffset.UTC))
                .update();
        return id;
    }
}
